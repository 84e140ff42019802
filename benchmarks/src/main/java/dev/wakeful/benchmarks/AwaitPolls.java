package dev.wakeful.benchmarks;

import dev.wakeful.future.Future;
import dev.wakeful.runtime.AsyncRuntime;
import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import dev.wakeful.task.Waker;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Drives the bodies that are polled, all in the same way.
///
/// [#poll] is never inlined into the loop that makes the bodies (see the flags of [AwaitBench]): an
/// executor does not know either what it polls. So no body can be optimised away, whoever wrote it.
final class AwaitPolls {
  private final AwaitBodies bodies;
  private final Wakes wakes = new Wakes();
  private final Context cx = Context.of(wakes);

  AwaitPolls(AwaitBodies bodies) {
    this.bodies = bodies;
  }

  Runnable iteration(String workload, int calls) {
    Future<Integer> ready = new AwaitLeaf.Ready();
    Future<Integer> once = new AwaitLeaf.Once();
    int[] array = new int[3];
    return switch (workload) {
      case "ready" ->
          () -> {
            for (int i = 0; i < calls; i++) {
              AwaitBench.check(drive(bodies.loop(ready, 10)), 10);
            }
          };
      case "ready_1000" ->
          () -> {
            for (int i = 0; i < calls; i++) {
              AwaitBench.check(drive(bodies.loop(ready, 1000)), 1000);
            }
          };
      case "pending" -> () -> AwaitBench.check(drive(bodies.loop(once, calls)), calls);
      case "loop" ->
          () -> {
            for (int i = 0; i < calls; i++) {
              AwaitBench.check(drive(bodies.loop(once, 10)), 10);
            }
          };
      case "nested" ->
          () -> {
            for (int i = 0; i < calls; i++) {
              AwaitBench.check(drive(bodies.nested(once)), 10);
            }
          };
      case "recursive" ->
          () -> {
            for (int i = 0; i < calls; i++) {
              AwaitBench.check(drive(bodies.recursive(once, 9)), 10);
            }
          };
      case "call" ->
          () -> {
            for (int i = 0; i < calls; i++) {
              AwaitBench.check(drive(bodies.call(once, 2, 3, 4, "text", array)), 17);
            }
          };
      case "cancel" ->
          () -> {
            int[] ended = new int[1];
            for (int i = 0; i < calls; i++) {
              Future<Integer> body = bodies.guarded(once, ended);
              suspend(body);
              body.cancel();
            }
            AwaitBench.check(ended[0], calls);
          };
      case "scheduled" -> {
        AsyncRuntime runtime = AsyncRuntime.currentThread();
        yield () -> {
          try {
            AwaitBench.check(runtime.blockOn(runtime.spawn(bodies.loop(once, calls))), calls);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        };
      }
      default -> throw new IllegalArgumentException("no workload " + workload);
    };
  }

  /// A suspended body with three variables.
  ///
  /// @param never shared by all bodies, and so none of their memory
  Future<Integer> threeLocals(Future<Integer> never, int seed) {
    Future<Integer> body = bodies.threeLocals(never, seed);
    suspend(body);
    return body;
  }

  private void suspend(Future<Integer> body) {
    try {
      if (poll(body, cx) != RawPoll.PENDING) {
        throw new IllegalStateException("the body did not wait");
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /// Polls a body until it is ready, each time after it was woken.
  private int drive(Future<Integer> body) {
    try {
      while (true) {
        int before = wakes.count;
        Object answer = poll(body, cx);
        if (answer != RawPoll.PENDING) {
          return (Integer) Objects.requireNonNull(answer);
        }
        if (wakes.count == before) {
          throw new IllegalStateException("pending, and nobody was woken");
        }
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /// What an executor does.
  private static @Nullable Object poll(Future<Integer> body, Context cx) throws Exception {
    return body.pollRaw(cx);
  }

  private static final class Wakes implements Waker {
    int count;

    @Override
    public void wake() {
      count++;
    }
  }
}
