package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.wakeful.env.Env;
import dev.wakeful.executor.ExecutorFixture.Flavour;
import dev.wakeful.future.Future;
import dev.wakeful.task.AtomicWaker;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Slots;
import dev.wakeful.testkit.TestTask;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every life of a task: where it is polled, what fails, when it is aborted, joined, detached.
/// After Tokio's `task_combinations`.
@Tag("R-70")
@Tag("R-71")
@Tag("R-73")
@Tag("R-74")
@Tag("R-75")
@Tag("R-76")
@Tag("R-90")
@Tag("F-112")
class TaskLivesTest {
  enum Where {
    CURRENT_THREAD,
    ONE_WORKER,
    FOUR_WORKERS,
    LOCAL_SET,
    LOCAL_POOL
  }

  enum When {
    NEVER,
    AT_ONCE,
    AFTER_FIRST_POLL,
    AFTER_END,
    AFTER_JOIN
  }

  /// One life.
  private record Life(
      boolean failsInPoll,
      boolean failsInCancel,
      boolean joinedEarly,
      When abort,
      boolean byAbortHandle,
      When detach) {

    static List<Life> all() {
      List<Life> all = new ArrayList<>();
      boolean[] both = {false, true};
      for (boolean poll : both) {
        for (boolean cancel : both) {
          for (boolean early : both) {
            for (When abort : When.values()) {
              for (When detach : When.values()) {
                all.add(new Life(poll, cancel, early, abort, false, detach));
                if (abort != When.NEVER) {
                  all.add(new Life(poll, cancel, early, abort, true, detach));
                }
              }
            }
          }
        }
      }
      return all;
    }

    boolean isCancelled() {
      return abort == When.AT_ONCE || abort == When.AFTER_FIRST_POLL;
    }

    boolean isJoined() {
      return detach == When.NEVER || detach == When.AFTER_JOIN;
    }

    boolean fails() {
      return isCancelled() ? failsInCancel : failsInPoll;
    }
  }

  private static final class Broken extends RuntimeException {}

  /// Ready, or failed, once it was let go.
  private static final class Body implements Future<String> {
    private final Life life;
    private final AtomicWaker waker = new AtomicWaker();
    private final AtomicInteger polls = new AtomicInteger();
    private final AtomicInteger ends = new AtomicInteger();
    private final AtomicInteger cancels = new AtomicInteger();
    private volatile boolean free;

    Body(Life life) {
      this.life = life;
    }

    void letGo() {
      free = true;
      waker.wake();
    }

    @Override
    public Poll<String> poll(Context cx) {
      polls.incrementAndGet();
      waker.register(cx.waker());
      if (!free) {
        return Poll.pending();
      }
      ends.incrementAndGet();
      if (life.failsInPoll()) {
        throw new Broken();
      }
      return Poll.ready("value");
    }

    @Override
    public void cancel() {
      cancels.incrementAndGet();
      if (life.failsInCancel()) {
        throw new Broken();
      }
    }
  }

  /// A place where tasks are polled.
  private abstract static class Place implements AutoCloseable {
    final List<Throwable> told = new ArrayList<>();

    abstract JoinHandle<String> spawn(Future<String> future);

    abstract void drive(Future<Boolean> until) throws Exception;

    @Override
    public abstract void close();

    static Place of(Where where) {
      return where == Where.LOCAL_POOL ? new Pool() : new Executor(where);
    }

    final void until(BooleanSupplier condition) throws Exception {
      drive(
          Future.pollFn(cx -> {
            cx.waker().wake();
            return condition.getAsBoolean() ? Poll.ready(true) : Poll.pending();
          }));
    }
  }

  private static final class Pool extends Place {
    private final LocalPool pool =
        new LocalPool(Env.system(), Slots.none(), (task, failure) -> told.add(failure));

    @Override
    JoinHandle<String> spawn(Future<String> future) {
      return pool.spawnLocal(future);
    }

    @Override
    void drive(Future<Boolean> until) throws Exception {
      pool.runUntil(until);
    }

    @Override
    public void close() {
      pool.close();
    }
  }

  private static final class Executor extends Place {
    private final ExecutorFixture fixture;
    private final LocalSet set = new LocalSet();
    private final boolean confined;

    Executor(Where where) {
      confined = where == Where.LOCAL_SET;
      fixture = new ExecutorFixture(confined ? Flavour.ONE_WORKER : Flavour.valueOf(where.name()));
    }

    @Override
    JoinHandle<String> spawn(Future<String> future) {
      return confined ? set.spawnLocal(future) : fixture.executor.spawn(future);
    }

    @Override
    void drive(Future<Boolean> until) throws Exception {
      fixture.executor.blockOn(set.runUntil(until));
    }

    @Override
    public void close() {
      set.cancel();
      fixture.close();
      fixture.told.forEach(each -> told.add(each.failure()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyLifeEndsOnceAndIsToldOnce(Where where) throws Exception {
    for (Life life : Life.all()) {
      Place place = Place.of(where);
      Body body = new Body(life);
      JoinHandle<String> handle = place.spawn(body);
      TaskAbortHandle aborter = handle.abortHandle();
      if (life.joinedEarly()) {
        assertThat(TestTask.of(handle).poll().isPending()).as("%s", life).isTrue();
      }
      step(When.AT_ONCE, life, handle, aborter);
      place.until(() -> body.polls.get() > 0 || handle.isFinished());
      step(When.AFTER_FIRST_POLL, life, handle, aborter);
      if (!life.isCancelled()) {
        body.letGo();
      }
      place.until(handle::isFinished);
      body.letGo(); // too late for one that was cancelled
      assertThat(aborter.isFinished()).as("%s", life).isTrue();
      step(When.AFTER_END, life, handle, aborter);
      if (life.isJoined()) {
        outcome(life, handle);
      }
      step(When.AFTER_JOIN, life, handle, aborter);
      place.until(place.spawn(Future.ready("the place has survived"))::isFinished);
      place.close();
      assertThat(body.cancels).as("%s", life).hasValue(life.isCancelled() ? 1 : 0);
      assertThat(body.ends).as("%s", life).hasValue(life.isCancelled() ? 0 : 1);
      int expected = life.fails() && !life.isJoined() ? 1 : 0;
      assertThat(place.told).as("%s", life).hasSize(expected);
    }
  }

  private static void step(
      When now, Life life, JoinHandle<String> handle, TaskAbortHandle aborter) {
    if (life.abort() == now && life.byAbortHandle()) {
      aborter.abort();
    } else if (life.abort() == now) {
      handle.abort();
    }
    if (life.detach() == now) {
      handle.detach();
    }
  }

  private static void outcome(Life life, JoinHandle<String> handle) throws Exception {
    if (life.fails()) {
      assertThat(catchThrowable(() -> TestTask.of(handle).poll())).isInstanceOf(Broken.class);
    } else if (life.isCancelled()) {
      assertThat(catchThrowable(() -> TestTask.of(handle).poll()))
          .isInstanceOf(TaskCancelled.class);
    } else {
      assertThat(TestTask.of(handle).poll().get()).isEqualTo("value");
    }
  }
}
