// ./run bench combinators [rounds]
package dev.wakeful.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/// What combinators cost: Wakeful, Reactor, Mutiny, RxJava, `CompletableFuture`, and loops by hand.
///
/// | workload | one operation |
/// |---|---|
/// | `chain_1`, `chain_5`, `chain_20` | a future that is ready, through so many `map`s: made, run, its value taken |
/// | `items_1`, `items_5`, `items_20` | one item of a stream of 1,000 through so many `map`s, and summed; making the stream counts |
/// | `buffered` | one item of 1,000 that become futures which are ready, 16 in flight, in order |
/// | `merge` | one item of 1,000 from two streams |
/// | `flight_10`, `flight_1000`, `flight_100000` | so many futures in flight: one is completed, its result taken, another takes its place |
///
/// The columns are nanoseconds and bytes allocated. Everything happens on one thread. Mutiny has no
/// window in order: its `buffered` gives results as they come. `CompletableFuture` has no streams:
/// its `items` is a loop of futures, and it has no `buffered` and `merge`.
public final class CombinatorsBench {
  private static final List<String> ALL =
      List.of("wakeful", "reactor", "mutiny", "rxjava", "completable-future", "by-hand");
  private static final List<String> WITH_STREAMS =
      List.of("wakeful", "reactor", "mutiny", "rxjava", "by-hand");

  private static final int ITEMS = 1_000;
  private static final int TURNS = 1_000;

  private CombinatorsBench() {}

  /// Measures everything, or one pair.
  ///
  /// @param args nothing; the number of rounds; or a workload and a subject
  public static void main(String[] args) throws Exception {
    if (args.length == 2) {
      System.out.println(measure(args[0], subject(args[1])));
      System.exit(0); // whatever threads a peer has started
    }
    Map<String, List<String>> pairs = new LinkedHashMap<>();
    for (String workload :
        List.of("chain_1", "chain_5", "chain_20", "items_1", "items_5", "items_20")) {
      pairs.put(workload, ALL);
    }
    pairs.put("buffered", WITH_STREAMS);
    pairs.put("merge", WITH_STREAMS);
    for (String workload : List.of("flight_10", "flight_1000", "flight_100000")) {
      pairs.put(workload, ALL);
    }
    Map<String, List<Double>> medians =
        new Forks(CombinatorsBench.class, args.length == 1 ? Integer.parseInt(args[0]) : 3)
            .measure(pairs);
    pairs.forEach((workload, subjects) -> summarise(workload, subjects, medians));
    Forks.print(medians);
  }

  /// What the others cost, in units of what Wakeful does.
  private static void summarise(
      String workload, List<String> subjects, Map<String, List<Double>> medians) {
    double ours = medians.getOrDefault(workload + "\twakeful", List.of(1.0)).getFirst();
    List<String> ratios = new ArrayList<>();
    for (String subject : subjects.subList(1, subjects.size())) {
      double other = medians.getOrDefault(workload + "\t" + subject, List.of(0.0)).getFirst();
      ratios.add(String.format("%s %.2f", subject, other / ours));
    }
    System.err.printf("%-14s wakeful = 1   %s%n", workload, String.join("   ", ratios));
  }

  private static Cost measure(String workload, CombinatorSubject subject) {
    int size = workload.contains("_") ? Integer.parseInt(workload.split("_", 2)[1]) : 0;
    return switch (workload.split("_", 2)[0]) {
      case "chain" ->
          Stopwatch.cost(
              () -> {
                for (int i = 0; i < ITEMS; i++) {
                  check(subject.chain(i, size), i + size);
                }
              },
              ITEMS);
      case "items" -> items(() -> subject.items(ITEMS, size), size);
      case "buffered" -> items(() -> subject.buffered(ITEMS, 16), 0);
      case "merge" -> items(() -> subject.merged(ITEMS), 0);
      case "flight" -> Stopwatch.cost(turns(subject.inFlight(size), size), TURNS);
      default -> throw new IllegalArgumentException("no workload " + workload);
    };
  }

  private static Cost items(IntSupplier sum, int depth) {
    int expected = ITEMS * (ITEMS - 1) / 2 + ITEMS * depth;
    return Stopwatch.cost(() -> check(sum.getAsInt(), expected), ITEMS);
  }

  private static Runnable turns(CombinatorSubject.InFlight flight, int members) {
    int[] index = {0};
    long[] sum = {0};
    return () -> {
      for (int i = 0; i < TURNS; i++) {
        sum[0] += i;
        check(flight.turn(index[0], i), sum[0]);
        index[0] = (index[0] + 7) % members; // not in order
      }
    };
  }

  private static void check(long found, long expected) {
    if (found != expected) {
      throw new IllegalStateException("the result is " + found + " and should be " + expected);
    }
  }

  /// The work of one step.
  static int increment(int value) {
    return value + 1;
  }

  private static CombinatorSubject subject(String name) {
    return switch (name) {
      case "wakeful" -> new CombinatorsWakeful();
      case "reactor" -> new CombinatorsReactor();
      case "mutiny" -> new CombinatorsMutiny();
      case "rxjava" -> new CombinatorsRx();
      case "completable-future" -> new CombinatorsStage();
      case "by-hand" -> new CombinatorsByHand();
      default -> throw new IllegalArgumentException("no subject " + name + "; there are " + ALL);
    };
  }
}
