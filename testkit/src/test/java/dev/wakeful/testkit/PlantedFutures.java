package dev.wakeful.testkit;

import dev.wakeful.future.FusedFuture;
import dev.wakeful.future.Future;
import dev.wakeful.task.AtomicWaker;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Slots;
import dev.wakeful.task.Waker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Futures that break one rule each.
final class PlantedFutures {
  private PlantedFutures() {}

  static void add(PlantedViolationsTest.Plants to) {
    ends(to);
    wakers(to);
    cancels(to);
    contexts(to);
    leaves(to);
  }

  private static void ends(PlantedViolationsTest.Plants to) {
    to.future(
        ContractRule.POLLED_AFTER_END,
        "answered Pending",
        p ->
            new Broken(p.value(1)) {
              @Override
              Poll<Integer> again() {
                return Poll.pending();
              }
            });
    to.future(
        ContractRule.POLLED_AFTER_END,
        "did not say that it is `broken`",
        p ->
            new Broken(p.value(1)) {
              @Override
              Poll<Integer> again() {
                throw new IllegalStateException("over");
              }
            });
    to.future(
        ContractRule.POLLED_AFTER_END,
        "answered by throwing java.lang.NullPointer",
        p ->
            new Broken(p.value(1)) {
              @Override
              Poll<Integer> again() {
                throw new NullPointerException();
              }
            });
    to.future(
        ContractRule.CHILD_POLLED_AFTER_END,
        "was polled after it had finished",
        p ->
            new Broken(p.value(1)) {
              @Override
              void forget() {}
            });
    to.future(
        ContractRule.FUSED_LIES,
        "isTerminated() is false after the end",
        p -> new Fused(p.value(1)));
    to.future(
        ContractRule.ERROR_SWALLOWED,
        "the Error of",
        p ->
            new Broken(p.value(1)) {
              @Override
              Poll<Integer> ask(Future<Integer> source, Context cx) {
                try {
                  return source.poll(cx);
                } catch (Throwable t) {
                  return Poll.ready(0);
                }
              }
            });
    to.future(
        ContractRule.LEFT_BEHIND,
        "after it had failed, child 2",
        p ->
            new Two(p.value(1), p.value(4, 2)) {
              @Override
              void failed() {}
            });
    to.future(
        ContractRule.LEFT_BEHIND,
        "after it had thrown an Error, child 2",
        p ->
            new Two(p.value(1), p.value(4, 2)) {
              @Override
              void broken() {}
            });
    to.future(
        ContractRule.LEFT_BEHIND,
        "after it had finished, child 2",
        p ->
            new Two(p.value(1), p.value(4, 2)) {
              @Override
              boolean isEnough(int ended) {
                return ended == 1;
              }

              @Override
              void finished() {}
            });
    to.future(
        ContractRule.NEVER_ENDS,
        "it is still Pending",
        p ->
            new Broken(p.value(1)) {
              @Override
              void forget() {}

              @Override
              Poll<Integer> ask(Future<Integer> source, Context cx) throws Exception {
                if (kept == null && source.poll(cx).isReady()) {
                  kept = cx.waker();
                }
                return Poll.pending();
              }
            });
  }

  private static void wakers(PlantedViolationsTest.Plants to) {
    to.future(
        ContractRule.NO_WAKER,
        "but the waker of the latest poll was not woken",
        p ->
            new Broken(p.value(1)) {
              @Override
              Poll<Integer> ask(Future<Integer> source, Context cx) throws Exception {
                return source.poll(cx.withWaker(Waker.noop()));
              }
            });
    to.future(
        ContractRule.NO_WAKER,
        "child 2 (a future) went on",
        p ->
            new Two(p.value(1), p.value(4, 2)) {
              @Override
              Context second(Context cx) {
                return cx.withWaker(Waker.noop());
              }
            });
    to.future(
        ContractRule.WAKER_REPLACED,
        "was not woken: an earlier one was",
        p ->
            new Broken(p.value(1)) {
              @Override
              Poll<Integer> ask(Future<Integer> source, Context cx) throws Exception {
                Waker first = kept;
                if (first == null) {
                  first = cx.waker();
                  kept = first;
                }
                return source.poll(cx.withWaker(first));
              }
            });
    to.future(
        ContractRule.WAKER_REPLACED,
        "woke the waker of an earlier poll too",
        p ->
            new Broken(p.value(1)) {
              private final List<Waker> all = new ArrayList<>();

              @Override
              Poll<Integer> ask(Future<Integer> source, Context cx) throws Exception {
                all.add(cx.waker());
                return source.poll(cx.withWaker(() -> all.forEach(Waker::wake)));
              }
            });
    to.future(
        ContractRule.WAKE_LOST,
        "woke during the poll, and that did not come through",
        p ->
            new Broken(p.value(1)) {
              @Override
              Poll<Integer> ask(Future<Integer> source, Context cx) throws Exception {
                AtomicWaker cell = new AtomicWaker();
                Poll<Integer> answer = source.poll(cx.withWaker(cell::wake));
                cell.register(cx.waker());
                return answer;
              }
            });
    to.future(
        ContractRule.SPINS,
        "it woke itself in",
        p ->
            new Broken(p.value(1)) {
              @Override
              Poll<Integer> ask(Future<Integer> source, Context cx) throws Exception {
                cx.waker().wake();
                return kept == null ? Poll.pending() : source.poll(cx);
              }
            });
    to.future(
        ContractRule.BUSY_LOOP,
        "times in one poll, and always Pending",
        p ->
            new Broken(p.value(1)) {
              @Override
              Poll<Integer> ask(Future<Integer> source, Context cx) throws Exception {
                Poll<Integer> answer = source.poll(cx);
                while (answer.isPending()) {
                  answer = source.poll(cx);
                }
                return answer;
              }
            });
  }

  private static void cancels(PlantedViolationsTest.Plants to) {
    to.future(
        ContractRule.LEFT_BEHIND,
        "after it was cancelled, child 1",
        p ->
            new Broken(p.value(1)) {
              @Override
              public void cancel() {
                child = null;
              }
            });
    to.future(
        ContractRule.LEFT_BEHIND,
        "after it was cancelled gracefully, child 1",
        p ->
            new Broken(p.value(1)) {
              @Override
              public Poll<Void> pollCancel(Context cx) {
                child = null;
                return Poll.done();
              }
            });
    to.future(
        ContractRule.CANCEL_THROWS,
        "a second cancel threw",
        p ->
            new Broken(p.value(1)) {
              @Override
              public void cancel() {
                if (child == null) {
                  throw new IllegalStateException("cancelled twice");
                }
                super.cancel();
              }
            });
    to.future(
        ContractRule.CHILD_CANCELLED_TWICE,
        "was cancelled twice",
        p ->
            new Broken(p.value(1)) {
              @Override
              public void cancel() {
                if (child != null) {
                  child.cancel();
                }
              }
            });
    to.future(
        ContractRule.CLEAN_UP_CUT_SHORT,
        "asked to let it clean up",
        p ->
            new Broken(p.value(1)) {
              @Override
              public Poll<Void> pollCancel(Context cx) {
                cancel();
                return Poll.done();
              }
            });
    to.future(
        ContractRule.CLEAN_UP_HANGS,
        "pollCancel did not become Ready",
        p ->
            new Broken(p.value(1)) {
              @Override
              public Poll<Void> pollCancel(Context cx) {
                super.pollCancel(cx);
                return Poll.pending();
              }
            });
    to.future(
        ContractRule.CHILD_CANCELLED_DURING_POLL,
        "was cancelled while it was polled",
        p ->
            new Broken(p.value(1)) {
              @Override
              Poll<Integer> ask(Future<Integer> source, Context cx) throws Exception {
                return source.poll(
                    cx.withWaker(() -> {
                      source.cancel();
                      cx.waker().wake();
                    }));
              }
            });
    to.future(
        ContractRule.BORROWED_ENDED,
        "was only lent, and was cancelled",
        p -> new Broken(p.lent(p.value(1))));
  }

  private static void contexts(PlantedViolationsTest.Plants to) {
    to.future(
        ContractRule.BUDGET_LOST,
        "found budget in a poll that had none",
        p ->
            new Broken(p.value(1)) {
              @Override
              Poll<Integer> ask(Future<Integer> source, Context cx) throws Exception {
                return source.poll(Context.of(cx.waker(), cx.slots()));
              }
            });
    to.future(
        ContractRule.SLOTS_LOST,
        "did not find the slots of the poll",
        p ->
            new Broken(p.value(1)) {
              @Override
              Poll<Integer> ask(Future<Integer> source, Context cx) throws Exception {
                return source.poll(Context.of(cx.waker(), Slots.none()));
              }
            });
    to.future(
        ContractRule.EAGER,
        "was polled before the first poll",
        p -> {
          Future<Integer> child = p.never();
          child.poll(Context.of(Waker.noop(), p.slots()));
          return new Broken(child);
        });
    to.future(
        ContractRule.EAGER,
        "the mapper was run before the first poll",
        p -> {
          p.runs("the mapper");
          return new Broken(p.value(1));
        });
    to.future(
        ContractRule.HAND_OVER,
        "polled by several threads in turn it threw",
        p ->
            new Broken(p.value(1)) {
              private @Nullable Thread owner;

              @Override
              Poll<Integer> ask(Future<Integer> source, Context cx) throws Exception {
                owner = owner == null ? Thread.currentThread() : owner;
                if (owner != Thread.currentThread()) {
                  cancel();
                  throw new UnsupportedOperationException("not my thread");
                }
                return source.poll(cx);
              }
            });
    to.future(
        ContractRule.SPURIOUS_POLL,
        "polled without a wake it threw",
        p ->
            new Broken(p.value(1)) {
              private int polls;

              @Override
              Poll<Integer> ask(Future<Integer> source, Context cx) throws Exception {
                if (++polls > 3) {
                  cancel();
                  throw new UnsupportedOperationException("polled too often");
                }
                return source.poll(cx);
              }
            });
    to.future(
        ContractRule.RAW_DISAGREES,
        "or with other values",
        p ->
            new Broken(p.value(1)) {
              @Override
              public @Nullable Object pollRaw(Context cx) throws Exception {
                return super.pollRaw(cx) instanceof Integer number ? number + 1 : super.pollRaw(cx);
              }
            });
    to.future(
        ContractRule.CHILD_POLLED_AT_ONCE,
        "was polled while it was being polled",
        p ->
            new Broken(p.value(1)) {
              @Override
              Poll<Integer> ask(Future<Integer> source, Context cx) throws Exception {
                return source.poll(cx.withWaker(() -> pollInside(source, cx)));
              }

              private void pollInside(Future<Integer> source, Context cx) {
                cx.waker().wake();
                try {
                  source.poll(cx);
                } catch (Throwable refused) {
                  kept = cx.waker();
                }
              }
            });
  }

  private static void leaves(PlantedViolationsTest.Plants to) {
    to.future(
        ContractRule.NULL_ANSWER,
        "it answered null",
        p ->
            new Broken(p.value(1)) {
              @Override
              @SuppressWarnings("NullAway") // what is planted
              public Poll<Integer> poll(Context cx) {
                cancel();
                return null;
              }
            });
    to.future(
        ContractRule.NO_WAKER,
        "all that it waits for happened",
        p -> {
          AtomicInteger left = new AtomicInteger(3);
          p.progress(left::decrementAndGet);
          return Future.pollFn(cx -> left.get() > 0 ? Poll.pending() : Poll.done());
        });
    to.future(
        ContractRule.WAKER_REPLACED,
        "woken: an earlier one was",
        p -> {
          AtomicInteger left = new AtomicInteger(3);
          List<Waker> first = new ArrayList<>();
          p.progress(() -> {
            left.decrementAndGet();
            first.forEach(Waker::wake);
          });
          return Future.pollFn(cx -> {
            if (first.isEmpty()) {
              first.add(cx.waker());
            }
            return left.get() > 0 ? Poll.pending() : Poll.done();
          });
        });
  }

  /// Fused, and never says that it is over.
  private static final class Fused extends Broken implements FusedFuture<Integer> {
    Fused(Future<Integer> child) {
      super(child);
    }

    @Override
    Poll<Integer> again() {
      return Poll.pending();
    }

    @Override
    public boolean isTerminated() {
      return false;
    }
  }

  /// Two at once, which keeps the contract unless a method is overridden.
  private static class Two implements Future<Integer> {
    private final Broken first;
    private final Broken second;
    private boolean over;

    Two(Future<Integer> first, Future<Integer> second) {
      this.first = new Broken(first);
      this.second = new Broken(second);
    }

    @Override
    public Poll<Integer> poll(Context cx) throws Exception {
      if (over) {
        return first.again();
      }
      over = true;
      try {
        int ended = advance(first, cx) + advance(second, second(cx));
        over = isEnough(ended);
        if (over) {
          finished();
        }
        return over ? Poll.ready(ended) : Poll.pending();
      } catch (Exception e) {
        failed();
        throw e;
      } catch (Error e) {
        broken();
        throw e;
      }
    }

    private static int advance(Broken side, Context cx) throws Exception {
      return side.child == null || side.poll(cx).isReady() ? 1 : 0;
    }

    Context second(Context cx) {
      return cx;
    }

    boolean isEnough(int ended) {
      return ended == 2;
    }

    void finished() {
      cancel();
    }

    void failed() {
      cancel();
    }

    void broken() {
      cancel();
    }

    @Override
    public void cancel() {
      over = true;
      first.cancel();
      second.cancel();
    }

    @Override
    public Poll<Void> pollCancel(Context cx) {
      over = true;
      boolean pending = first.pollCancel(cx).isPending();
      return second.pollCancel(cx).isPending() || pending ? Poll.pending() : Poll.done();
    }
  }
}
