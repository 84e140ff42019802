package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.env.Env;
import dev.wakeful.future.Future;
import dev.wakeful.task.Poll;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What listeners hear of tasks.
@Tag("R-27")
class ListenerTest {
  private final Queue<String> heard = new ConcurrentLinkedQueue<>();
  private final Queue<String> unhandled = new ConcurrentLinkedQueue<>();
  private final List<TaskExecutor> started = new ArrayList<>();

  @AfterEach
  void close() {
    started.forEach(TaskExecutor::close);
  }

  @Test
  void aTaskIsHeardFromItsSpawnToItsEnd() throws Exception {
    TaskExecutor executor = start(new Recorder("", true));
    JoinHandle<Void> task = executor.spawn("t", Tasks.yieldNow());
    executor.blockOn(task);
    assertThat(heard)
        .containsExactly("spawned t", "before", "after", "before", "after", "COMPLETED");
  }

  @Test
  void theEndIsHeardBeforeTheJoinerKnowsAndTheFutureIsReleased() throws Exception {
    TaskExecutor executor = start(new Recorder("", true));
    IOException failure = new IOException("lost");
    JoinHandle<Void> task = executor.spawn("t", Future.failed(failure));
    assertThatThrownBy(() -> executor.blockOn(task)).isSameAs(failure);
    assertThat(heard).containsExactly("spawned t", "before", "after", "FAILED lost");
  }

  @Test
  void anAbortedTaskIsNotPolled() throws Exception {
    TaskExecutor executor = start(new Recorder("", true));
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    executor.spawn(
        "gate",
        Future.lazy(cx -> {
          busy.countDown();
          go.await();
          return "open";
        }));
    busy.await(); // the only worker
    JoinHandle<String> task = executor.spawn("t", new Signal());
    task.abort();
    go.countDown();
    assertThatThrownBy(() -> executor.blockOn(task)).isInstanceOf(TaskCancelled.class);
    assertThat(heard)
        .containsExactly("spawned gate", "before", "spawned t", "after", "COMPLETED", "CANCELLED");
  }

  @Test
  void theCloseEndsTasksToo() throws Exception {
    TaskExecutor executor = start(new Recorder("", true));
    CountDownLatch polled = new CountDownLatch(1);
    executor.spawn(
        "t",
        Future.pollFn(cx -> {
          polled.countDown();
          return Poll.pending();
        }));
    polled.await();
    executor.close();
    executor.spawn("late", new Signal());
    assertThat(heard)
        .containsExactly("spawned t", "before", "after", "CANCELLED", "spawned late", "CANCELLED");
  }

  @Test
  void everyListenerIsHeardAndOneThatIsOffIsNotAsked() throws Exception {
    TaskExecutor executor =
        start(new Recorder("a ", true), new Recorder("b ", false), new Recorder("c ", true));
    executor.blockOn(executor.spawn("t", Future.ready("x")));
    assertThat(heard)
        .containsExactly(
            "a spawned t",
            "c spawned t",
            "a before",
            "c before",
            "a after",
            "c after",
            "a COMPLETED",
            "c COMPLETED");
  }

  @Test
  void whatAListenerThrowsHarmsNobody() throws Exception {
    TaskExecutor executor = start(new Thrower(), new Recorder("", true));
    assertThat(executor.blockOn(executor.spawn("t", Future.ready("x")))).isEqualTo("x");
    assertThat(heard).containsExactly("spawned t", "before", "after", "COMPLETED");
    assertThat(unhandled)
        .containsExactly(
            "a listener of task t: before",
            "a listener of task t: after",
            "a listener of task t: ended");
  }

  @Test
  void aListenerThatCannotEvenSayWhetherItHearsIsLeftOut() throws Exception {
    ExecutorListener broken =
        new ExecutorListener() {
          @Override
          public boolean hearsTasks() {
            throw new IllegalStateException("broken");
          }
        };
    TaskExecutor executor = start(broken);
    assertThat(executor.blockOn(executor.spawn("t", Future.ready("x")))).isEqualTo("x");
    assertThat(unhandled).contains("a listener of the executor: broken");
  }

  @Test
  void withoutListenersThereIsNothingToPayFor() {
    TaskExecutor executor = start(ExecutorListener.none(), new Recorder("", false));
    assertThat(executor.spawn("t", new Signal())).isExactlyInstanceOf(Task.class);
    assertThat(ExecutorListener.none().hearsTasks()).isFalse();
  }

  @Test
  void aListenerMayAskWhatATaskIs() throws Exception {
    List<TaskMeta> seen = new ArrayList<>();
    TaskExecutor executor =
        start(
            new ExecutorListener() {
              @Override
              public @Nullable TaskListener taskSpawned(TaskMeta task) {
                seen.add(task);
                return null;
              }
            });
    JoinHandle<String> handle = executor.spawn("t", Future.ready("x"));
    executor.blockOn(handle);
    assertThat(seen)
        .singleElement()
        .satisfies(task -> {
          assertThat(task.id()).isEqualTo(handle.id());
          assertThat(task.name()).isEqualTo("t");
          assertThat(task.spawnedAt()).isNull();
        });
  }

  private TaskExecutor start(ExecutorListener... listeners) {
    FailureHandler handler =
        new FailureHandler() {
          @Override
          public void unjoined(String task, Throwable failure) {}

          @Override
          public void unhandled(String what, Throwable failure) {
            unhandled.add(what + ": " + failure.getMessage());
          }
        };
    Setup setup = new Setup(Env.system(), new ParkingDriver()).failures(handler);
    for (ExecutorListener listener : listeners) {
      setup.listener(listener);
    }
    TaskExecutor executor = TaskExecutor.multiThread(setup, 1);
    started.add(executor);
    return executor;
  }

  /// Writes down what it hears.
  private final class Recorder implements ExecutorListener {
    private final String prefix;
    private final boolean hears;

    Recorder(String prefix, boolean hears) {
      this.prefix = prefix;
      this.hears = hears;
    }

    @Override
    public boolean hearsTasks() {
      return hears;
    }

    @Override
    public TaskListener taskSpawned(TaskMeta task) {
      heard.add(prefix + "spawned " + task.name());
      return new TaskListener() {
        @Override
        public void beforePoll() {
          heard.add(prefix + "before");
        }

        @Override
        public void afterPoll() {
          heard.add(prefix + "after");
        }

        @Override
        public void ended(TaskEnd how, @Nullable Throwable failure) {
          heard.add(prefix + how + (failure == null ? "" : " " + failure.getMessage()));
        }
      };
    }
  }

  /// Throws whenever it is told something of a task.
  private static final class Thrower implements ExecutorListener {
    @Override
    public TaskListener taskSpawned(TaskMeta task) {
      return new TaskListener() {
        @Override
        public void beforePoll() {
          throw new IllegalStateException("before");
        }

        @Override
        public void afterPoll() {
          throw new IllegalStateException("after");
        }

        @Override
        public void ended(TaskEnd how, @Nullable Throwable failure) {
          throw new AssertionError("ended");
        }
      };
    }
  }
}
