package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Tasks on an executor of the JDK.
@Tag("F-114")
class SpawnerTest {
  private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
  private boolean closed;
  private final Executor byHand =
      work -> {
        if (closed) {
          throw new RejectedExecutionException("closed");
        }
        queue.add(work);
      };
  private final Spawner spawner = Spawner.on(byHand);

  private void runAll() {
    for (Runnable work = queue.poll(); work != null; work = queue.poll()) {
      work.run();
    }
  }

  private static <T> Poll<T> poll(Future<T> future) throws Exception {
    return future.poll(Context.of(Waker.noop()));
  }

  @Test
  void aTaskIsPolledByTheExecutorOncePerWake() throws Exception {
    Steps steps = new Steps();
    JoinHandle<Integer> task = spawner.spawn(steps);
    assertThat(steps.polls).as("never on the spot").isZero();
    runAll();
    assertThat(steps.polls).isEqualTo(1);
    steps.wake();
    steps.wake();
    assertThat(queue).hasSize(1);
    runAll();
    assertThat(poll(task)).isEqualTo(Poll.ready(2));
  }

  @Test
  void aTaskThatWakesItselfGoesBehindTheOthers() throws Exception {
    Steps steps = new Steps();
    steps.wakesItself = true;
    JoinHandle<Integer> task = spawner.spawn(steps);
    runAll();
    assertThat(poll(task)).isEqualTo(Poll.ready(2));
  }

  @Test
  void failuresAndAbortsReachTheHandle() throws Exception {
    IOException broken = new IOException("broken");
    JoinHandle<Object> failed = spawner.spawn(Future.failed(broken));
    runAll();
    assertThatThrownBy(() -> poll(failed)).isSameAs(broken);
    Steps steps = new Steps();
    JoinHandle<Integer> aborted = spawner.spawn(steps);
    runAll();
    aborted.abort();
    assertThat(steps.cancelled).as("not on the calling thread").isFalse();
    runAll();
    assertThat(steps.cancelled).isTrue();
    assertThatThrownBy(() -> poll(aborted)).isInstanceOf(TaskCancelled.class);
  }

  @Test
  void whatTheExecutorRejectsIsCancelled() {
    Steps late = new Steps();
    JoinHandle<Integer> woken = spawner.spawn(late);
    runAll();
    closed = true;
    late.wake();
    assertThat(late.cancelled).isTrue();
    assertThatThrownBy(() -> poll(woken)).isInstanceOf(TaskCancelled.class);
    Steps never = new Steps();
    JoinHandle<Integer> refused = spawner.spawn(never);
    assertThat(never.cancelled).isTrue();
    assertThatThrownBy(() -> poll(refused)).isInstanceOf(TaskCancelled.class);
  }

  @Test
  void anExecutorOfOursIsOneToo() throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(ExecutorFixture.Flavour.ONE_WORKER)) {
      Spawner ours = fixture.executor;
      assertThat(fixture.executor.blockOn(ours.spawn(Future.ready(1)))).isEqualTo(1);
    }
  }

  /// Ready at its second poll.
  private static final class Steps implements Future<Integer> {
    int polls;
    boolean wakesItself;
    boolean cancelled;
    private @Nullable Waker waker;

    void wake() {
      Waker woken = waker;
      if (woken != null) {
        woken.wake();
      }
    }

    @Override
    public Poll<Integer> poll(Context cx) {
      waker = cx.waker();
      if (wakesItself) {
        waker.wake();
      }
      return ++polls == 2 ? Poll.ready(polls) : Poll.pending();
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }
}
