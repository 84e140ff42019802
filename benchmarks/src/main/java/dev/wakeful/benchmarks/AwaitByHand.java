package dev.wakeful.benchmarks;

import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The bodies as state machines written by hand, with what the library's own futures do as well:
/// fields for variables, a state, answers without a box, and no second poll after the end.
final class AwaitByHand implements AwaitBodies {

  @Override
  public Future<Integer> loop(Future<Integer> leaf, int times) {
    return new Loop(leaf, times);
  }

  @Override
  public Future<Integer> nested(Future<Integer> leaf) {
    return new AwaitByHandNested.First(leaf);
  }

  @Override
  public Future<Integer> recursive(Future<Integer> leaf, int depth) {
    return new Recursive(leaf, depth);
  }

  @Override
  public Future<Integer> call(
      Future<Integer> leaf, int number, long large, double broken, String text, int[] array) {
    return new Call(leaf, number, large, broken, text, array);
  }

  @Override
  public Future<Integer> guarded(Future<Integer> leaf, int[] ended) {
    return new Guarded(leaf, ended);
  }

  @Override
  public Future<Integer> threeLocals(Future<Integer> leaf, int seed) {
    return new ThreeLocals(leaf, seed & 7, seed & 15L, AwaitBench.text(seed));
  }

  /// What they have in common: where each stands.
  abstract static class Machine implements Future<Integer> {
    static final int START = 0;
    static final int SUSPENDED = 1;
    static final int OVER = 2;

    int state;

    @Override
    public final Poll<Integer> poll(Context cx) throws Exception {
      return RawPoll.box(pollRaw(cx));
    }

    /// The state in which it was. Until it suspends it is over, should anything be thrown.
    final int enter() {
      int from = state;
      if (from == OVER) {
        throw new IllegalStateException("polled after the end");
      }
      state = OVER;
      return from;
    }

    final Object suspend() {
      state = SUSPENDED;
      return RawPoll.PENDING;
    }
  }

  private static final class Loop extends Machine {
    private final Future<Integer> leaf;
    private final int times;
    private int i;
    private int sum;

    Loop(Future<Integer> leaf, int times) {
      this.leaf = leaf;
      this.times = times;
    }

    @Override
    public @Nullable Object pollRaw(Context cx) throws Exception {
      int begun = enter();
      int at = begun == START ? 0 : i;
      int total = begun == START ? 0 : sum;
      for (; at < times; at++) {
        Object value = leaf.pollRaw(cx);
        if (value == RawPoll.PENDING) {
          i = at;
          sum = total;
          return suspend();
        }
        total += (Integer) Objects.requireNonNull(value);
      }
      return total;
    }

    @Override
    public void cancel() {
      if (state == SUSPENDED) {
        leaf.cancel();
      }
      state = OVER;
    }
  }

  private static final class Recursive extends Machine {
    private final int depth;

    /// The leaf; from the first poll on, what is awaited.
    private Future<Integer> next;

    Recursive(Future<Integer> leaf, int depth) {
      this.next = leaf;
      this.depth = depth;
    }

    @Override
    public @Nullable Object pollRaw(Context cx) throws Exception {
      if (enter() == START && depth > 1) {
        next = new Recursive(next, depth - 1);
      }
      Object value = next.pollRaw(cx);
      return value == RawPoll.PENDING ? suspend() : (Integer) Objects.requireNonNull(value) + 1;
    }

    @Override
    public void cancel() {
      if (state == SUSPENDED) {
        next.cancel();
      }
      state = OVER;
    }
  }

  private static final class Call extends Machine {
    private final Future<Integer> leaf;
    private final int number;
    private final long large;
    private final double broken;
    private final String text;
    private final int[] array;

    Call(Future<Integer> leaf, int number, long large, double broken, String text, int[] array) {
      this.leaf = leaf;
      this.number = number;
      this.large = large;
      this.broken = broken;
      this.text = text;
      this.array = array;
    }

    @Override
    public @Nullable Object pollRaw(Context cx) throws Exception {
      enter();
      Object value = leaf.pollRaw(cx);
      if (value == RawPoll.PENDING) {
        return suspend();
      }
      return (Integer) Objects.requireNonNull(value)
          + number
          + (int) large
          + (int) broken
          + text.length()
          + array.length;
    }

    @Override
    public void cancel() {
      if (state == SUSPENDED) {
        leaf.cancel();
      }
      state = OVER;
    }
  }

  private static final class Guarded extends Machine {
    private final Future<Integer> leaf;
    private final int[] ended;

    Guarded(Future<Integer> leaf, int[] ended) {
      this.leaf = leaf;
      this.ended = ended;
    }

    @Override
    public @Nullable Object pollRaw(Context cx) throws Exception {
      enter();
      boolean pending = false;
      try {
        Object value = leaf.pollRaw(cx);
        if (value == RawPoll.PENDING) {
          pending = true;
          return suspend();
        }
        return value;
      } finally {
        if (!pending) {
          ended[0]++;
        }
      }
    }

    @Override
    public void cancel() {
      int from = state;
      state = OVER;
      if (from == SUSPENDED) {
        leaf.cancel();
        ended[0]++;
      }
    }
  }

  private static final class ThreeLocals extends Machine {
    private final Future<Integer> leaf;
    private final int number;
    private final long large;
    private final String text;

    ThreeLocals(Future<Integer> leaf, int number, long large, String text) {
      this.leaf = leaf;
      this.number = number;
      this.large = large;
      this.text = text;
    }

    @Override
    public @Nullable Object pollRaw(Context cx) throws Exception {
      enter();
      Object value = leaf.pollRaw(cx);
      return value == RawPoll.PENDING
          ? suspend()
          : (Integer) Objects.requireNonNull(value) + number + (int) large + text.length();
    }

    @Override
    public void cancel() {
      if (state == SUSPENDED) {
        leaf.cancel();
      }
      state = OVER;
    }
  }
}
