package dev.wakeful.contract;

import dev.wakeful.stream.Next;
import dev.wakeful.stream.RawNext;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import dev.wakeful.testkit.TestStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A stream that does what is written, step by step, and then ends; it counts what is done to it.
final class StreamScript<T extends @Nullable Object> implements Stream<T> {
  /// A step: Pending once.
  static final Object WAIT = new Object();

  /// A step: an item that is null.
  static final Object NULL = new Object();

  private final Deque<Object> steps;
  private @Nullable Waker waker;
  private boolean over;
  int polls;
  int cancels;

  /// How many polls its clean-up takes, and whether that is over.
  int cleanUps;

  boolean cleanedUp;

  private StreamScript(List<Object> steps) {
    this.steps = new ArrayDeque<>(steps);
  }

  /// Steps are [#WAIT], [#NULL], throwables, which are thrown, and items.
  static <T extends @Nullable Object> StreamScript<T> of(Object... steps) {
    return new StreamScript<>(Arrays.asList(steps));
  }

  /// What a stream does until it ends: items and failures, without the Pendings.
  static List<@Nullable Object> play(Stream<?> stream) {
    List<@Nullable Object> log = new ArrayList<>();
    TestStream<?> task = TestStream.of(stream);
    for (int polls = 0; polls < 100; polls++) {
      try {
        switch (task.pollNext()) {
          case Next.Item<?>(var value) -> log.add(value);
          case Next.Pending<?> pending -> {}
          case Next.End<?> end -> {
            return log;
          }
        }
      } catch (Exception e) {
        log.add(e);
      }
    }
    throw new AssertionError("no end after " + log);
  }

  void wake() {
    Waker woken = waker;
    if (woken != null) {
      woken.wake();
    }
  }

  @Override
  @SuppressWarnings("unchecked") // whoever wrote the script knows what T is
  public Next<T> pollNext(Context cx) throws Exception {
    if (over) {
      throw new AssertionError("polled after its end");
    }
    polls++;
    waker = cx.waker();
    Object step = steps.poll();
    return switch (step) {
      case null -> {
        over = true;
        yield Next.end();
      }
      case Exception failure -> throw failure;
      case Error error -> throw error;
      case Object wait when wait == WAIT -> Next.pending();
      case Object none when none == NULL -> RawNext.box(null);
      default -> Next.item((T) step);
    };
  }

  @Override
  public void cancel() {
    cancels++;
    over = true;
  }

  @Override
  public Poll<Void> pollCancel(Context cx) {
    if (cleanedUp) {
      throw new AssertionError("pollCancel after its end");
    }
    if (cleanUps-- > 0) {
      cx.waker().wake();
      return Poll.pending();
    }
    over = true;
    cleanedUp = true;
    return Poll.done();
  }

  @Override
  public String toString() {
    return "script";
  }
}
