package dev.wakeful.weave.fuzz;

import java.util.List;

/// The fuzzer as a program, for long runs and for single seeds.
///
/// ```
/// mvn -B -pl weave -am test-compile dependency:build-classpath -Dmdep.outputFile=/tmp/cp
/// java -cp weave/target/test-classes:weave/target/classes:... dev.wakeful.weave.fuzz.FuzzMain 0 200000 1
/// ```
final class FuzzMain {
  private static final int CHUNK = 1000;

  private FuzzMain() {}

  /// Runs seeds in chunks, prints how it goes, failures made small, and counts. Ends with 1 if
  /// there was a failure.
  ///
  /// @param args the first seed, how many, and on how many threads
  public static void main(String[] args) {
    long first = Long.parseLong(args[0]);
    long many = Long.parseLong(args[1]);
    int threads = Integer.parseInt(args[2]);
    Counts counts = new Counts();
    Shrinker shrinker = new Shrinker(null);
    int failed = 0;
    long before = System.nanoTime();
    for (long seed = first; seed < first + many; seed += CHUNK) {
      List<Failure> failures =
          Fuzz.run(seed, Math.min(CHUNK, first + many - seed), threads, null, counts);
      for (Failure each : failures) {
        failed++;
        System.out.println(shrinker.shrink(each).text());
      }
      System.out.printf(
          "%d programs, %d disagreements, %.0f s%n",
          counts.of("programs"), failed, (System.nanoTime() - before) / 1e9);
    }
    System.out.println(counts);
    System.exit(failed == 0 ? 0 : 1);
  }
}
