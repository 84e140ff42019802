package dev.wakeful.stress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openjdk.jcstress.JCStress;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.ReportUtils;
import org.openjdk.jcstress.infra.runners.TestList;

/// Runs jcstress tests and judges them, the weakened twins too.
///
/// ```
/// StressRunner DIRECTORY [any option of jcstress, such as -m quick -t RunQueue]
/// ```
///
/// jcstress itself does not mind a twin that shows nothing. This one ends with exit code 1 unless
/// the [Verdict] is clean. A twin that stayed quiet is run once more for a longer time, since a
/// rare reordering is a matter of tries; a proof is never run again.
public final class StressRunner {
  private static final List<String> LONGER =
      List.of("-m", "quick", "-iters", "5", "-time", "500", "-f", "1");

  private StressRunner() {}

  /// Runs the tests.
  ///
  /// @param args the directory for the reports, then options of jcstress
  public static void main(String[] args) throws Exception {
    Path reports = Files.createDirectories(Path.of(args[0]));
    Verdict verdict = new Verdict(run(reports, List.of(args).subList(1, args.length)));
    List<String> problems = new ArrayList<>(verdict.problems());
    Verdict.unpaired(TestList.tests())
        .forEach(file -> problems.add(file + " needs both a proof and a twin"));
    for (String twin : verdict.quietTwins()) {
      System.out.println("Once more, longer: " + twin);
      List<String> options = new ArrayList<>(LONGER);
      options.addAll(List.of("-t", "^" + twin.replace("$", ".") + "$"));
      Verdict second = new Verdict(run(reports, options));
      problems.addAll(second.problems());
      second.quietTwins().forEach(quiet -> problems.add(quiet + " never showed its bad state"));
    }
    System.out.println(verdict.table());
    problems.forEach(problem -> System.out.println("FAILED " + problem));
    System.exit(problems.isEmpty() ? 0 : 1);
  }

  /// The results by the name of the test; an empty list for a test that gave none.
  private static SortedMap<String, List<TestResult>> run(Path reports, List<String> options)
      throws Exception {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("-r", reports.toString()));
    Options parsed = new Options(all.toArray(String[]::new));
    if (!parsed.parse()) {
      throw new IllegalArgumentException("options of jcstress: " + options);
    }
    JCStress jcstress = new JCStress(parsed);
    SortedMap<String, List<TestResult>> results = new TreeMap<>();
    jcstress.getTests().forEach(name -> results.put(name, new ArrayList<>()));
    if (results.isEmpty()) {
      throw new IllegalArgumentException("no test is named like " + parsed.getTestFilter());
    }
    try {
      jcstress.run();
    } catch (AssertionError e) { // jcstress has seen a forbidden outcome; so will the verdict
      System.out.println(e.getMessage());
    }
    for (TestResult result : ReportUtils.mergedByName(read(parsed.getResultFile()))) {
      results.computeIfAbsent(result.getName(), _ -> new ArrayList<>()).add(result);
    }
    return results;
  }

  private static Collection<TestResult> read(String file)
      throws IOException, ClassNotFoundException {
    InProcessCollector collector = new InProcessCollector();
    DiskReadCollector disk = new DiskReadCollector(file, collector);
    disk.dump();
    disk.close();
    return collector.getTestResults();
  }
}
