package dev.wakeful.contract;

import dev.wakeful.stream.FuturesUnordered;
import dev.wakeful.stream.Stream;
import java.time.Duration;
import java.util.List;

/// Streams of `core`, each around children of the probe.
final class ShippedStreams {
  private ShippedStreams() {}

  static void add(Shipped to) {
    to.stream("fromIterable", probe -> Stream.fromIterable(List.of(1, 2, 3)));
    to.stream("map", probe -> probe.items(1, 2, 3).map(x -> x + 1));
    two(to);
    time(to);
    sets(to);
  }

  private static void two(Shipped to) {
    to.stream("merge", probe -> probe.items(1, 2).merge(probe.items(3, 4, 5)));
    to.stream("mergeBy", probe -> probe.items(1, 2).mergeBy(probe.items(3, 4, 5), () -> true));
    to.stream("zip", probe -> probe.items(1, 2).zip(probe.items(3, 4, 5)));
    to.stream("zip", probe -> probe.items(3, 4, 5).zip(probe.items(1, 2)));
    to.stream("takeUntil", probe -> probe.items(1, 2, 3).takeUntil(probe.value(3, "stop")));
    to.stream("takeUntil", probe -> probe.items(1, 2).takeUntil(probe.never()));
  }

  private static void time(Shipped to) {
    Duration second = Duration.ofSeconds(1);
    to.stream("timeout", probe -> probe.items(1, 2).timeout(second));
    to.stream("timeoutRepeating", probe -> probe.items(1, 2).timeoutRepeating(second));
    to.stream("throttle", probe -> probe.items(1, 2, 3).throttle(second));
    to.stream("chunksTimeout", probe -> probe.items(1, 2, 3).chunksTimeout(2, second));
    to.stream("chunksTimeout", probe -> probe.items(1, 2, 3).chunksTimeout(9, second));
  }

  private static void sets(Shipped to) {
    to.stream(
        "FuturesUnordered",
        probe ->
            FuturesUnordered.of(
                List.of(probe.value(1), probe.value(3, 2), probe.failing(new Exception("a")))));
  }
}
