package dev.wakeful.contract;

import dev.wakeful.future.AbortHandle;
import dev.wakeful.future.Future;
import dev.wakeful.future.Futures;
import dev.wakeful.future.Remote;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.AtomicWaker;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import dev.wakeful.testkit.ContractRule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Futures of `core`, each around children of the probe.
final class ShippedFutures {
  private ShippedFutures() {}

  static void add(Shipped to) {
    leaves(to);
    chains(to);
    adaptors(to);
    several(to);
    selects(to);
    lists(to);
    ofHandles(to);
    ofStreams(to);
    consumers(to);
    ofSinks(to);
  }

  private static void leaves(Shipped to) {
    to.future("ready", probe -> Future.ready(1));
    to.future("failed", probe -> Future.failed(new Exception("failed")));
    to.future(
        "lazy",
        probe ->
            Future.lazy(cx -> {
              probe.runs("the body of lazy");
              return 1;
            }));
    to.future("pending", probe -> Future.pending())
        .endless()
        .except(ContractRule.POLLED_AFTER_END, "it never ends: Pending is its only answer");
    to.future(
        "pollFn",
        probe -> {
          AtomicWaker cell = new AtomicWaker();
          int[] left = {3};
          probe.progress(() -> {
            left[0]--;
            cell.wake();
          });
          return Future.pollFn(cx -> {
            probe.runs("the body of pollFn");
            cell.register(cx.waker());
            return left[0] > 0 ? Poll.pending() : Poll.ready(1);
          });
        });
  }

  private static void chains(Shipped to) {
    to.future("map", probe -> probe.value(1).map(x -> x + 1));
    to.future("mapErr", probe -> probe.failing(new Exception("a")).mapErr(e -> new Exception(e)));
    to.future("andThen", probe -> probe.value(1).andThen(x -> probe.value(x + 1)));
    to.future("then", probe -> probe.value(1).then(outcome -> probe.value(2)));
    to.future(
        "orElse", probe -> probe.<Integer>failing(new Exception("a")).orElse(e -> probe.value(2)));
    to.future("fuse", probe -> probe.value(1).fuse());
    to.future("unconstrained", probe -> Futures.unconstrained(probe.value(1)))
        .except(ContractRule.BUDGET_LOST, "that is what it is for");
    to.future("cooperative", probe -> Futures.cooperative(probe.value(1)));
    to.future("timeout", probe -> probe.value(1).timeout(Duration.ofSeconds(1)));
    to.future("timeout", probe -> probe.never().timeout(Duration.ofSeconds(1)));
    to.future("cancelWithin", probe -> probe.value(1).cancelWithin(Duration.ofSeconds(1)));
  }

  private static void adaptors(Shipped to) {
    to.future("flatten", probe -> Future.flatten(Future.lazy(cx -> probe.value(1))));
    to.future("flatten", probe -> Future.flatten(probe.value(1).map(x -> probe.value(x))));
    to.future("map", probe -> Future.optional(Optional.of(probe.value(1))));
    to.future("ready", probe -> Future.optional(Optional.<Future<Integer>>empty()));
    to.future("inspect", probe -> probe.value(1).inspect(x -> probe.runs("a look")));
    to.future(
        "inspectErr",
        probe -> probe.failing(new Exception("a")).inspectErr(e -> probe.runs("a look")));
    to.future("recover", probe -> probe.<Integer>failing(new Exception("a")).recover(e -> 2));
    to.future("handle", probe -> probe.value(1).handle(outcome -> 2));
    String errors = "it takes Errors too, and says so";
    to.future("catching", probe -> probe.value(1).catching())
        .except(ContractRule.ERROR_SWALLOWED, errors);
    to.future("catching", probe -> probe.failing(new Exception("a")).catching())
        .except(ContractRule.ERROR_SWALLOWED, errors);
    to.future("pollImmediate", probe -> probe.lent(probe.value(1)).pollImmediate());
    to.future("maybeDone", probe -> probe.value(1).maybeDone())
        .except(
            ContractRule.POLLED_AFTER_END,
            "it keeps its outcome, and is Ready until that is taken");
    to.future("borrow", probe -> probe.lent(probe.value(1)).borrow());
  }

  private static void several(Shipped to) {
    to.future("join", probe -> Futures.join(probe.value(1), probe.value(1, 2), probe.value(3)));
    to.future("tryJoin", probe -> probe.value(1).tryJoin(probe.value(3, 2)));
    to.future(
        "tryJoin",
        probe ->
            Futures.tryJoin(probe.value(1), probe.failing(new Exception("a")), probe.value(3)));
    to.future("join", probe -> probe.value(1).join(probe.value(3, 2)));
    to.future("race", probe -> probe.value(2, 1).race(probe.value(3, 2)));
    to.future("race", probe -> probe.<Integer>never().race(probe.value(3, 2)));
  }

  private static void consumers(Shipped to) {
    to.future("collect", probe -> probe.items(1, 2).collect(Collectors.toList()));
    to.future("toList", probe -> probe.items(1, 2).toList());
    to.future("count", probe -> probe.items(1, 2).count());
    to.future("fold", probe -> probe.items(1, 2).fold(0, Integer::sum));
    to.future(
        "foldAsync", probe -> probe.items(1, 2).foldAsync(0, (a, x) -> probe.value(1, a + x)));
    to.future("any", probe -> probe.items(1, 2, 3).any(x -> x == 2));
    to.future("anyAsync", probe -> probe.items(1, 2, 3).anyAsync(x -> probe.value(1, x == 2)));
    to.future("all", probe -> probe.items(1, 2, 3).all(x -> x == 1));
    to.future("allAsync", probe -> probe.items(1, 2, 3).allAsync(x -> probe.value(1, x == 1)));
  }

  private static void ofSinks(Shipped to) {
    to.future("send", probe -> probe.lent(probe.<Integer>sink()).send(1));
    to.future("feed", probe -> probe.lent(probe.<Integer>sink()).feed(1));
    to.future("flush", probe -> probe.lent(probe.<Integer>sink()).flush());
    to.future("close", probe -> probe.lent(probe.<Integer>sink()).close());
    to.future("sendAll", probe -> probe.lent(probe.<Integer>sink()).sendAll(probe.items(1, 2)));
  }

  private static void lists(Shipped to) {
    to.future("joinAll", probe -> Futures.joinAll(List.of(probe.value(1), probe.value(3, 2))));
    to.future(
        "tryJoinAll", probe -> Futures.tryJoinAll(List.of(probe.value(1), probe.value(3, 2))));
    to.future("settleAll", probe -> Futures.settleAll(List.of(probe.value(1), probe.value(3, 2))));
  }

  private static void ofHandles(Shipped to) {
    to.future("shared", probe -> probe.value(1).shared());
    to.future("abortable", probe -> probe.value(1).abortable(new AbortHandle()));
    to.future(
        "aborted",
        probe -> {
          AbortHandle handle = new AbortHandle();
          probe.progress(handle::abort);
          return handle.aborted();
        });
    to.future("remoteHandle", probe -> probe.value(1).remoteHandle().driver())
        .except(ContractRule.ERROR_SWALLOWED, "whoever awaits the handle gets the Error");
    to.future(
        "remoteHandle",
        probe -> {
          Remote<Integer> remote = Future.lazy(cx -> 1).remoteHandle();
          probe.progress(() -> {
            try {
              remote.driver().poll(Context.of(Waker.noop()));
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          });
          return remote.handle();
        });
  }

  private static void selects(Shipped to) {
    to.future(
        "select",
        probe -> Futures.select().on(probe.value(1), x -> x).on(probe.value(3, 2), x -> -x));
    to.future(
        "select",
        probe ->
            Futures.select()
                .on(probe.lent(probe.<Integer>never()).borrow(), x -> x)
                .on(probe.value(3, 2), x -> -x)
                .when(() -> true)
                .biased());
    to.future("select", probe -> Futures.select(probe.value(1), probe.value(3, "b")));
    to.future("selectAll", probe -> Futures.selectAll(List.of(probe.value(3, 1), probe.value(2))));
    to.future(
        "selectAllBorrowed",
        probe ->
            Futures.selectAllBorrowed(
                List.of(probe.lent(probe.value(3, 1)), probe.lent(probe.value(2)))));
    to.future(
        "selectOk",
        probe -> Futures.selectOk(List.of(probe.failing(new Exception("a")), probe.value(3, 2))));
    to.future("pendingOnce", probe -> Futures.pendingOnce()).endless(); // it wakes nobody
  }

  private static void ofStreams(Shipped to) {
    to.future("next", probe -> probe.lent(probe.items(1, 2)).next());
    to.future("forEach", probe -> probe.items(1, 2).forEach(x -> probe.value(1, x)));
    to.future(
        "forEachConcurrent",
        probe -> probe.items(1, 2, 3).forEachConcurrent(2, x -> probe.value(1, x)));
    to.future("forward", probe -> probe.items(1, 2, 3).forward(probe.sink()));
    to.future("peek", probe -> probe.lent(probe.items(1, 2)).peekable().peek());
    to.future("nextIf", probe -> probe.lent(probe.items(1, 2)).peekable().nextIf(x -> x == 1));
    to.future(
        "forEach", probe -> Stream.fromIterable(List.of(1, 2)).forEach(x -> probe.value(1, x)));
    to.future("selectNextSome", probe -> probe.lent(probe.items(1, 2)).selectNextSome());
  }
}
