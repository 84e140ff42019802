// ./run bench scheduler [--quick] [--chart FILE] [rounds] [workload]...
package dev.wakeful.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a scheduler costs: Wakeful, Tokio, a bare ForkJoinPool that polls the same futures, virtual
/// threads and Kotlin coroutines, two workers each. Draws a chart.
///
/// The workloads are listed in [SchedulerWorkload]. The columns are nanoseconds of one operation
/// and nanoseconds of processor time, of all threads of the process; or the bytes of one idle task:
/// of the heap, and for Tokio of the resident set.
///
/// Peers are built first, by the scripts in `benchmarks/peers`. One that cannot be built is left
/// out, which is said.
public final class SchedulerBench {
  private final Map<SchedulerSubject, Peer> peers = new EnumMap<>(SchedulerSubject.class);
  private final SchedulerArguments arguments;

  private SchedulerBench(SchedulerArguments arguments) {
    this.arguments = arguments;
  }

  /// Measures, prints and draws.
  ///
  /// @param args see [SchedulerArguments#parse]
  public static void main(String[] args) throws Exception {
    new SchedulerBench(
            SchedulerArguments.parse(
                List.of(args), 3, Peer.home().resolve(Path.of("target", "scheduler.svg"))))
        .run();
  }

  private void run() throws IOException, InterruptedException {
    for (SchedulerSubject subject : List.of(SchedulerSubject.TOKIO, SchedulerSubject.KOTLIN)) {
      Peer.build(subject.id()).ifPresent(peer -> peers.put(subject, peer));
    }
    Map<String, List<Double>> medians =
        new Forks(this::command, arguments.rounds()).measure(pairs());
    SchedulerResults results = SchedulerResults.of(medians);
    List<String> versions = new ArrayList<>(List.of("JDK " + System.getProperty("java.version")));
    peers.values().forEach(peer -> versions.add(peer.description()));
    System.out.printf(
        "%nNanoseconds of one operation (of processor time), or bytes of one task; how many times"
            + " Wakeful's. %s%n%n%s%n",
        String.join("; ", versions), results.table());
    System.out.println(
        new SchedulerChart(results, versions).write(arguments.chart())
            ? "The chart is in " + arguments.chart()
            : "No chart: this machine has no fonts (apt-get install fontconfig fonts-dejavu-core)");
    System.out.println();
    Forks.print(medians);
  }

  private Map<String, List<String>> pairs() {
    Map<String, List<String>> pairs = new LinkedHashMap<>();
    for (SchedulerWorkload workload : arguments.workloads()) {
      pairs.put(
          workload.id(),
          Arrays.stream(SchedulerSubject.values())
              .filter(subject -> isHere(subject) && workload.existsOn(subject))
              .map(SchedulerSubject::id)
              .toList());
    }
    return pairs;
  }

  private boolean isHere(SchedulerSubject subject) {
    return peers.containsKey(subject)
        || (subject != SchedulerSubject.TOKIO && subject != SchedulerSubject.KOTLIN);
  }

  private List<String> command(String workload, String subject) {
    return switch (SchedulerSubject.named(subject)) {
      case TOKIO -> {
        List<String> words = new ArrayList<>(peer(SchedulerSubject.TOKIO).words());
        words.add(workload);
        words.addAll(arguments.effort().words());
        yield words;
      }
      case KOTLIN ->
          SchedulerFork.command(
              workload,
              subject,
              arguments.effort(),
              List.of(peer(SchedulerSubject.KOTLIN).words().getFirst()));
      default -> SchedulerFork.command(workload, subject, arguments.effort(), List.of());
    };
  }

  private Peer peer(SchedulerSubject subject) {
    Peer peer = peers.get(subject);
    if (peer == null) {
      throw new IllegalStateException("no " + subject);
    }
    return peer;
  }
}
