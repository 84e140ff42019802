package dev.wakeful.contract;

import dev.wakeful.future.AbortHandle;
import dev.wakeful.future.Future;
import dev.wakeful.future.Pair;
import dev.wakeful.stream.FutureMap;
import dev.wakeful.stream.FuturesOrdered;
import dev.wakeful.stream.FuturesUnordered;
import dev.wakeful.stream.Next;
import dev.wakeful.stream.Stream;
import dev.wakeful.stream.StreamMap;
import dev.wakeful.stream.Streams;
import dev.wakeful.task.AtomicWaker;
import dev.wakeful.testkit.ContractRule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Streams of `core`, each around children of the probe.
final class ShippedStreams {
  private ShippedStreams() {}

  static void add(Shipped to) {
    sources(to);
    ofFunctions(to);
    ofFutures(to);
    whileAndUntil(to);
    lists(to);
    failures(to);
    several(to);
    time(to);
    sets(to);
  }

  private static void sources(Shipped to) {
    to.stream("fromIterable", probe -> Stream.fromIterable(List.of(1, 2, 3)));
    to.stream("fromIterator", probe -> Stream.fromIterator(List.of(1, 2, 3).iterator()));
    to.stream("of", probe -> Stream.of(1, 2, 3));
    to.stream("range", probe -> Stream.range(1, 4));
    to.stream(
        "flattenStream", probe -> Stream.flattenStream(probe.value(1).map(x -> probe.items(x, x))));
    to.stream("empty", probe -> Stream.empty());
    to.stream("pending", probe -> Stream.pending()).endless();
    to.stream("once", probe -> Stream.once(probe.value(1)));
    to.stream("repeat", probe -> Stream.repeat(1)).endless();
    to.stream("repeatWith", probe -> Stream.repeatWith(() -> 1)).endless();
    to.stream("cycle", probe -> Stream.cycle(() -> probe.items(1, 2))).endless();
    to.stream(
        "unfold",
        probe ->
            Stream.unfold(
                1,
                state ->
                    probe.value(
                        1, Optional.of(new Pair<>(state, state + 1)).filter(x -> state < 4))));
    to.stream(
        "pollFn",
        probe -> {
          AtomicWaker cell = new AtomicWaker();
          int[] left = {6};
          probe.progress(() -> {
            left[0]--;
            cell.wake();
          });
          return Stream.pollFn(cx -> {
            probe.runs("the body of pollFn");
            cell.register(cx.waker());
            return left[0] > 0 ? Next.pending() : Next.end();
          });
        });
  }

  private static void ofFunctions(Shipped to) {
    to.stream("map", probe -> probe.items(1, 2, 3).map(x -> x + 1));
    to.stream("filter", probe -> probe.items(1, 2, 3).filter(x -> x != 2));
    to.stream(
        "filterMap",
        probe -> probe.items(1, 2, 3).filterMap(x -> Optional.of(x).filter(y -> y != 2)));
    to.stream("enumerate", probe -> probe.items(1, 2, 3).enumerate());
    to.stream("scan", probe -> probe.items(1, 2, 3).scan(0, Integer::sum));
    to.stream("inspect", probe -> probe.items(1, 2).inspect(x -> probe.runs("a look")));
    to.stream("take", probe -> probe.items(1, 2, 3).take(2));
    to.stream("take", probe -> probe.items(1, 2, 3).take(9));
    to.stream("skip", probe -> probe.items(1, 2, 3).skip(2));
    to.stream("fuse", probe -> probe.items(1, 2).fuse());
    to.stream("peekable", probe -> probe.items(1, 2).peekable());
    to.stream("byRef", probe -> probe.lent(probe.items(1, 2)).byRef());
  }

  private static void ofFutures(Shipped to) {
    to.stream("andThen", probe -> probe.items(1, 2).andThen(x -> probe.value(1, x)));
    to.stream("then", probe -> probe.items(1, 2).then(x -> probe.value(1, x)));
    to.stream("filterAsync", probe -> probe.items(1, 2).filterAsync(x -> probe.value(1, x == 2)));
    to.stream(
        "filterMapAsync",
        probe -> probe.items(1, 2).filterMapAsync(x -> probe.value(1, Optional.of(x))));
    to.stream(
        "scanAsync", probe -> probe.items(1, 2).scanAsync(0, (a, x) -> probe.value(1, a + x)));
    to.stream(
        "bufferUnordered",
        probe -> probe.items(1, 2, 3).bufferUnordered(2, x -> probe.value(x, x)));
  }

  private static void whileAndUntil(Shipped to) {
    to.stream("takeWhile", probe -> probe.items(1, 2, 3).takeWhile(x -> x < 2));
    to.stream(
        "mapWhile", probe -> probe.items(1, 2, 3).mapWhile(x -> Optional.of(x).filter(y -> y < 2)));
    to.stream("skipWhile", probe -> probe.items(1, 2, 3).skipWhile(x -> x < 2));
    to.stream(
        "takeWhileAsync", probe -> probe.items(1, 2, 3).takeWhileAsync(x -> probe.value(1, x < 2)));
    to.stream(
        "skipWhileAsync", probe -> probe.items(1, 2, 3).skipWhileAsync(x -> probe.value(1, x < 2)));
    to.stream("takeUntil", probe -> probe.items(1, 2, 3).takeUntil(probe.value(3, "stop")));
    to.stream("takeUntil", probe -> probe.items(1, 2).takeUntil(probe.never()));
  }

  private static void lists(Shipped to) {
    to.stream("pollImmediate", probe -> probe.items(1).pollImmediate()).endless();
    to.stream("abortable", probe -> probe.items(1, 2).abortable(new AbortHandle()));
    to.stream("chunks", probe -> probe.items(1, 2, 3).chunks(2));
    to.stream("readyChunks", probe -> probe.items(1, 2, 3).readyChunks(2));
  }

  private static void failures(Shipped to) {
    to.stream("mapErr", probe -> probe.items(1, 2).mapErr(e -> new Exception(e)));
    to.stream("orElse", probe -> probe.items(1, 2).orElse(e -> probe.value(1, 7)));
    to.stream("inspectErr", probe -> probe.items(1, 2).inspectErr(e -> probe.runs("a look")));
    to.stream("catching", probe -> probe.items(1, 2).catching())
        .except(ContractRule.ERROR_SWALLOWED, "it takes Errors too, and says so");
  }

  private static void several(Shipped to) {
    to.stream("chain", probe -> probe.items(1, 2).chain(probe.items(3)));
    to.stream("flatMap", probe -> probe.items(1, 2).flatMap(x -> probe.items(x, x)));
    to.stream("flatten", probe -> Stream.flatten(probe.items(1, 2).map(x -> probe.items(x, x))));
    to.stream("merge", probe -> probe.items(1, 2).merge(probe.items(3, 4, 5)));
    to.stream("mergeBy", probe -> probe.items(1, 2).mergeBy(probe.items(3, 4, 5), () -> true));
    to.stream("zip", probe -> probe.items(1, 2).zip(probe.items(3, 4, 5)));
    to.stream("zip", probe -> probe.items(3, 4, 5).zip(probe.items(1, 2)));
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
    to.stream("buffered", probe -> probe.items(1, 2, 3).buffered(2, x -> probe.value(4 - x, x)));
    to.stream(
        "flatMapUnordered",
        probe -> probe.items(1, 2, 3).flatMapUnordered(2, x -> probe.items(x, x)));
    to.stream(
        "FuturesOrdered",
        probe -> FuturesOrdered.of(List.<Future<Integer>>of(probe.value(3, 1), probe.value(1, 2))));
    to.stream(
        "selectAll", probe -> Streams.selectAll(List.of(probe.items(1, 2), probe.items(3, 4))));
    to.stream(
        "StreamMap",
        probe -> {
          StreamMap<String, Integer> map = new StreamMap<>();
          map.insert("a", probe.items(1, 2));
          map.insert("b", probe.items(3));
          return map;
        });
    to.stream(
        "FutureMap",
        probe -> {
          FutureMap<String, Integer> map = new FutureMap<>();
          map.insert("a", probe.value(1));
          map.insert("b", probe.value(3, 2));
          map.insert("c", probe.failing(new Exception("c")));
          return map;
        });
    to.stream(
        "FuturesUnordered",
        probe ->
            FuturesUnordered.of(
                List.<Future<Integer>>of(
                    probe.value(1), probe.value(3, 2), probe.failing(new Exception("a")))));
  }
}
