package dev.wakeful.benchmarks;

import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Nine state machines written by hand, each of which awaits the next one.
///
/// Nine classes with a poll of their own each, as in a program: so the compiler knows at each call
/// which class is behind it, as it does with woven bodies.
final class AwaitByHandNested {
  private AwaitByHandNested() {}

  abstract static class Level extends AwaitByHand.Machine {
    /// The leaf; from the first poll on, what is awaited.
    Future<Integer> next;

    Level(Future<Integer> leaf) {
      this.next = leaf;
    }

    @Override
    public final void cancel() {
      if (state == SUSPENDED) {
        next.cancel();
      }
      state = OVER;
    }
  }

  static final class First extends Level {
    First(Future<Integer> leaf) {
      super(leaf);
    }

    @Override
    public @Nullable Object pollRaw(Context cx) throws Exception {
      if (enter() == START) {
        next = new Second(next);
      }
      Object value = next.pollRaw(cx);
      return value == RawPoll.PENDING ? suspend() : (Integer) Objects.requireNonNull(value) + 1;
    }
  }

  private static final class Second extends Level {
    Second(Future<Integer> leaf) {
      super(leaf);
    }

    @Override
    public @Nullable Object pollRaw(Context cx) throws Exception {
      if (enter() == START) {
        next = new Third(next);
      }
      Object value = next.pollRaw(cx);
      return value == RawPoll.PENDING ? suspend() : (Integer) Objects.requireNonNull(value) + 1;
    }
  }

  private static final class Third extends Level {
    Third(Future<Integer> leaf) {
      super(leaf);
    }

    @Override
    public @Nullable Object pollRaw(Context cx) throws Exception {
      if (enter() == START) {
        next = new Fourth(next);
      }
      Object value = next.pollRaw(cx);
      return value == RawPoll.PENDING ? suspend() : (Integer) Objects.requireNonNull(value) + 1;
    }
  }

  private static final class Fourth extends Level {
    Fourth(Future<Integer> leaf) {
      super(leaf);
    }

    @Override
    public @Nullable Object pollRaw(Context cx) throws Exception {
      if (enter() == START) {
        next = new Fifth(next);
      }
      Object value = next.pollRaw(cx);
      return value == RawPoll.PENDING ? suspend() : (Integer) Objects.requireNonNull(value) + 1;
    }
  }

  private static final class Fifth extends Level {
    Fifth(Future<Integer> leaf) {
      super(leaf);
    }

    @Override
    public @Nullable Object pollRaw(Context cx) throws Exception {
      if (enter() == START) {
        next = new Sixth(next);
      }
      Object value = next.pollRaw(cx);
      return value == RawPoll.PENDING ? suspend() : (Integer) Objects.requireNonNull(value) + 1;
    }
  }

  private static final class Sixth extends Level {
    Sixth(Future<Integer> leaf) {
      super(leaf);
    }

    @Override
    public @Nullable Object pollRaw(Context cx) throws Exception {
      if (enter() == START) {
        next = new Seventh(next);
      }
      Object value = next.pollRaw(cx);
      return value == RawPoll.PENDING ? suspend() : (Integer) Objects.requireNonNull(value) + 1;
    }
  }

  private static final class Seventh extends Level {
    Seventh(Future<Integer> leaf) {
      super(leaf);
    }

    @Override
    public @Nullable Object pollRaw(Context cx) throws Exception {
      if (enter() == START) {
        next = new Eighth(next);
      }
      Object value = next.pollRaw(cx);
      return value == RawPoll.PENDING ? suspend() : (Integer) Objects.requireNonNull(value) + 1;
    }
  }

  private static final class Eighth extends Level {
    Eighth(Future<Integer> leaf) {
      super(leaf);
    }

    @Override
    public @Nullable Object pollRaw(Context cx) throws Exception {
      if (enter() == START) {
        next = new Ninth(next);
      }
      Object value = next.pollRaw(cx);
      return value == RawPoll.PENDING ? suspend() : (Integer) Objects.requireNonNull(value) + 1;
    }
  }

  private static final class Ninth extends Level {
    Ninth(Future<Integer> leaf) {
      super(leaf);
    }

    @Override
    public @Nullable Object pollRaw(Context cx) throws Exception {
      enter();
      Object value = next.pollRaw(cx);
      return value == RawPoll.PENDING ? suspend() : (Integer) Objects.requireNonNull(value) + 1;
    }
  }
}
