package dev.wakeful.weave.kit;

import dev.wakeful.future.Future;
import dev.wakeful.task.Ambient;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Slots;
import dev.wakeful.task.Unhandled;
import dev.wakeful.testkit.CountingWaker;
import org.jspecify.annotations.Nullable;

/// Polls a shape by hand as a [Schedule] says, and writes the [Outcome].
///
/// Every poll has a context and a waker of its own, so a body that keeps an old one is found: the
/// waker of the last poll must be woken when the leaves are.
public final class Driver {
  /// More polls than any run needs.
  private static final int MANY = 20_000;

  private final World world;
  private final Schedule schedule;
  private final Slots slots;
  private int suspensions;

  private Driver(Schedule schedule) {
    this.world = new World(schedule);
    this.schedule = schedule;
    this.slots =
        Slots.none()
            .with(
                Unhandled.SLOT,
                (what, failure) -> world.log("unhandled: ", Describe.failure(failure)));
  }

  /// Runs a shape from its beginning to its end.
  ///
  /// @param shape makes the future
  /// @param schedule when what happens
  public static Outcome run(Shape shape, Schedule schedule) {
    Driver driver = new Driver(schedule);
    Thread thread = Thread.currentThread();
    Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
    thread.setUncaughtExceptionHandler(
        (where, failure) -> driver.world.log("uncaught: ", Describe.failure(failure)));
    try {
      String result = Ambient.call(() -> driver.slots, () -> driver.drive(shape));
      return new Outcome(result, driver.world.log(), driver.suspensions, driver.world.violations());
    } catch (Exception e) {
      throw new AssertionError("nothing passes the driver", e);
    } finally {
      thread.setUncaughtExceptionHandler(before);
    }
  }

  private String drive(Shape shape) {
    Future<?> future;
    try {
      future = shape.start(world);
    } catch (Throwable e) {
      return "not started: " + Describe.failure(e);
    }
    String result = toItsEnd(future);
    world.log("-- over");
    afterTheEnd(future);
    return result;
  }

  private String toItsEnd(Future<?> future) {
    for (int i = 0; i < MANY; i++) {
      if (schedule.ending() != Schedule.Ending.NATURAL && suspensions == schedule.at()) {
        world.beginEnding();
        return end(future);
      }
      CountingWaker waker = new CountingWaker();
      try {
        Poll<?> answer = future.poll(Context.of(waker, slots));
        if (answer.isReady()) {
          return "value " + Describe.value(answer.get());
        }
      } catch (Throwable e) {
        return "thrown " + Describe.failure(e);
      }
      suspensions++;
      wake(waker);
    }
    throw new AssertionError("the shape did not end after " + MANY + " polls");
  }

  private String end(Future<?> future) {
    try {
      if (schedule.ending() != Schedule.Ending.HARD) {
        for (int i = 0; i < MANY; i++) {
          CountingWaker waker = new CountingWaker();
          if (future.pollCancel(Context.of(waker, slots)).isReady()) {
            return "cancelled in " + (i + 1) + " polls";
          }
          wake(waker);
          if (schedule.ending() == Schedule.Ending.CUT) {
            break;
          }
        }
      }
      future.cancel();
      return "cancelled";
    } catch (Throwable e) {
      return "cancel failed: " + Describe.failure(e);
    }
  }

  /// Cancelling again does nothing, and polling again is an error.
  private void afterTheEnd(Future<?> future) {
    future.cancel();
    CountingWaker waker = new CountingWaker();
    if (future.pollCancel(Context.of(waker, slots)).isPending()) {
      world.violated("pollCancel was Pending after the end");
    }
    try {
      world.log("answered after the end: ", future.poll(Context.of(waker, slots)));
    } catch (Throwable e) {
      world.log("polled after the end: ", type(e));
    }
  }

  private static @Nullable String type(Throwable e) {
    return e.getClass().getName();
  }

  private void wake(CountingWaker waker) {
    world.wakeAll();
    if (waker.count() == 0) {
      world.violated("Pending, and no leaf knows the waker of the last poll");
    }
  }

  /// What is run: makes the future, and does nothing else.
  public interface Shape {

    /// Makes the future.
    ///
    /// @param world where it runs
    /// @throws Exception when it cannot
    Future<?> start(World world) throws Exception;
  }
}
