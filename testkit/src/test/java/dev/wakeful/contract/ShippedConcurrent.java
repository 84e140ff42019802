package dev.wakeful.contract;

import dev.wakeful.stream.Stream;
import java.time.Duration;

/// What joins, times or runs streams, each around children of the probe.
final class ShippedConcurrent {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private ShippedConcurrent() {}

  static void add(Shipped to) {
    joining(to);
    timed(to);
    concurrent(to);
  }

  private static void joining(Shipped to) {
    to.stream("merge", probe -> probe.items(1, 2, 3).merge(probe.items(4, 5)));
    to.stream("mergeBy", probe -> probe.items(1, 2).mergeBy(probe.items(4, 5, 6), () -> false));
    to.stream("zip", probe -> probe.items(1, 2).zip(probe.items(4, 5, 6)));
    to.stream("takeUntil", probe -> probe.items(1, 2).takeUntil(probe.value(3, 0)));
    to.stream("takeUntil", probe -> probe.items(1, 2).takeUntil(probe.never()));
    to.stream(
        "takeUntil", probe -> probe.items(1, 2).takeUntil(probe.failing(new Exception("stop"))));
    to.future("selectNextSome", probe -> probe.lent(probe.items(1, 2)).selectNextSome());
  }

  private static void timed(Shipped to) {
    to.stream("timeout", probe -> probe.items(1, 2, 3).timeout(SECOND));
    to.stream("timeoutRepeating", probe -> probe.items(1, 2).timeoutRepeating(SECOND)).endless();
    to.stream("throttle", probe -> probe.items(1, 2, 3).throttle(SECOND));
    to.stream("chunksTimeout", probe -> probe.items(1, 2, 3).chunksTimeout(2, SECOND));
  }

  private static void concurrent(Shipped to) {
    to.stream(
        "bufferUnordered",
        probe -> probe.items(1, 2, 3).bufferUnordered(2, x -> probe.value(x, x)));
    to.stream("buffered", probe -> probe.items(1, 2, 3).buffered(2, x -> probe.value(3 - x, x)));
    to.stream(
        "flatMapUnordered",
        probe -> probe.items(1, 2, 3).flatMapUnordered(2, x -> probe.items(x, x)));
    to.stream(
        "flattenUnordered",
        probe -> Stream.flattenUnordered(1, probe.items(1, 2).map(x -> probe.items(x))));
    to.future(
        "forEachConcurrent",
        probe -> probe.items(1, 2, 3).forEachConcurrent(2, x -> probe.value(x, x)));
    to.future(
        "forEachConcurrentUnbounded",
        probe -> probe.items(1, 2, 3).forEachConcurrentUnbounded(x -> probe.value(x, x)));
  }
}
