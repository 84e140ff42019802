package dev.wakeful.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.Aborted;
import dev.wakeful.future.AwaitTrace;
import dev.wakeful.future.Future;
import dev.wakeful.future.Remote;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import dev.wakeful.testkit.CountingWaker;
import dev.wakeful.testkit.TestTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A driver that does the work, and a handle that gets the outcome.
@Tag("F-9")
class RemoteHandleTest {
  private final Exception broken = new Exception("broken");

  private static <T> Pair<T> split(Future<T> future) {
    Remote<T> remote = future.remoteHandle();
    return new Pair<>(remote, TestTask.of(remote.driver()), TestTask.of(remote.handle()));
  }

  private record Pair<T>(Remote<T> remote, TestTask<Void> driver, TestTask<T> handle) {}

  @Test
  void theHandleGetsTheValueAndIsWoken() throws Exception {
    Pair<Integer> pair = split(Scripted.value(1, 1));
    assertThat(pair.handle.poll().isPending()).isTrue();
    assertThat(pair.driver.poll().isPending()).isTrue();
    assertThat(pair.handle.isWoken()).isFalse();
    assertThat(pair.driver.poll()).isEqualTo(Poll.done());
    assertThat(pair.handle.wakesSincePoll()).isEqualTo(1);
    assertThat(pair.handle.poll()).isEqualTo(Poll.ready(1));
    assertThatThrownBy(pair.handle::poll).hasMessageContaining("`remoteHandle`");
    assertThatThrownBy(pair.driver::poll).hasMessageContaining("driver");
  }

  @Test
  void theLatestWakerOfTheHandleCounts() throws Exception {
    Pair<Integer> pair = split(Scripted.value(0, 1));
    CountingWaker old = new CountingWaker();
    assertThat(pair.remote.handle().poll(Context.of(old)).isPending()).isTrue();
    assertThat(pair.handle.poll().isPending()).isTrue();
    assertThat(pair.driver.poll()).isEqualTo(Poll.done());
    assertThat(old.count()).isZero();
    assertThat(pair.handle.isWoken()).isTrue();
  }

  @Test
  void failuresAndErrorsGoToTheHandle() throws Exception {
    Pair<Object> failing = split(Future.failed(broken));
    assertThat(failing.driver.poll()).isEqualTo(Poll.done());
    assertThatThrownBy(failing.handle::poll).isSameAs(broken);
    Error error = new AssertionError("dies");
    Pair<Integer> dying = split(Scripted.error(0, error));
    assertThat(dying.driver.poll()).isEqualTo(Poll.done());
    assertThatThrownBy(dying.handle::poll).isSameAs(error);
  }

  @Test
  void cancellingTheHandleCancelsTheWorkAtTheNextPoll() throws Exception {
    Scripted<Integer> work = Scripted.value(9, 1);
    Pair<Integer> pair = split(work);
    assertThat(pair.driver.poll().isPending()).isTrue();
    pair.handle.cancel();
    pair.handle.cancel();
    assertThat(pair.driver.wakesSincePoll()).isEqualTo(1);
    assertThat(work.cancelled).isFalse();
    assertThat(pair.driver.poll()).isEqualTo(Poll.done());
    assertThat(work.cancelled).isTrue();
    assertThatThrownBy(pair.handle::poll).hasMessageContaining("`remoteHandle`");
  }

  @Test
  void aForgottenHandleLetsTheWorkGoOn() throws Exception {
    Scripted<Integer> work = Scripted.value(1, 1);
    Pair<Integer> pair = split(work);
    assertThat(pair.driver.poll().isPending()).isTrue();
    pair.remote.handle().forget();
    pair.handle.cancel();
    assertThat(pair.driver.isWoken()).isFalse();
    assertThat(pair.driver.poll()).isEqualTo(Poll.done());
    assertThat(work.finished).isTrue();
    assertThatThrownBy(pair.handle::poll).hasMessageContaining("`remoteHandle`");
  }

  @Test
  void aFailureThatNobodyTakesIsThrownByTheDriver() {
    Pair<Object> pair = split(Future.failed(broken));
    pair.remote.handle().forget();
    assertThatThrownBy(pair.driver::poll).isSameAs(broken);
  }

  @Test
  void cancellingTheDriverTellsTheHandle() throws Exception {
    Scripted<Integer> work = Scripted.value(9, 1);
    Pair<Integer> pair = split(work);
    assertThat(pair.handle.poll().isPending()).isTrue();
    pair.driver.cancel();
    pair.driver.cancel();
    assertThat(work.cancelled).isTrue();
    assertThat(pair.handle.wakesSincePoll()).isEqualTo(1);
    assertThatThrownBy(pair.handle::poll).isInstanceOf(Aborted.class);

    Pair<Integer> graceful = split(Scripted.value(9, 1));
    assertThat(graceful.remote.driver().pollCancel(Context.of(Waker.noop())).isReady()).isTrue();
    assertThatThrownBy(graceful.handle::poll).isInstanceOf(Aborted.class);
  }

  @Test
  void afterTheEndNobodyIsWoken() throws Exception {
    Pair<Integer> pair = split(Scripted.value(1, 1));
    assertThat(pair.driver.poll().isPending()).isTrue();
    assertThat(pair.driver.poll().isReady()).isTrue();
    pair.handle.cancel();
    pair.driver.cancel();
    assertThat(pair.driver.wakes()).isZero();
    assertThat(pair.handle.wakes()).isZero();
  }

  @Test
  void theDriverShowsTheWork() {
    Pair<Integer> pair = split(Future.ready(1).map(x -> x));
    assertThat(AwaitTrace.print(pair.remote.driver()))
        .isEqualTo("on remoteHandle\non map\non ready\n");
    pair.driver.cancel();
  }
}
