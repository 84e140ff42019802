package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.executor.ExecutorFixture.Flavour;
import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Code asks which task it is in.
@Tag("R-77")
class CurrentTaskTest {

  @ParameterizedTest
  @EnumSource
  @Tag("R-78")
  void aTaskFindsItsNumberAndItsName(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      JoinHandle<List<Object>> handle =
          fixture.executor.spawn(
              "me",
              Future.lazy(cx -> Tasks.currentId())
                  .andThen(before ->
                      Tasks.yieldNow()
                          .map(none ->
                              List.<Object>of(before, Tasks.currentId(), Tasks.currentName()))));
      long id = handle.id();
      assertThat(fixture.executor.blockOn(handle)).containsExactly(id, id, "me");
    }
  }

  @ParameterizedTest
  @EnumSource
  void tasksThatTakeTurnsEachFindTheirOwn(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      List<JoinHandle<Long>> handles = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        handles.add(
            fixture.executor.spawn(
                Tasks.yieldNow().andThen(none -> Tasks.yieldNow()).map(none -> Tasks.currentId())));
      }
      Set<Long> found = new HashSet<>();
      for (JoinHandle<Long> handle : handles) {
        long id = fixture.executor.blockOn(handle);
        assertThat(id).isEqualTo(handle.id());
        found.add(id);
      }
      assertThat(found).hasSize(50);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theFutureOfBlockOnIsNoTask(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      Future<OptionalLong> asked =
          fixture
              .executor
              .spawn(Tasks.yieldNow())
              .andThen(none -> Tasks.yieldNow())
              .map(none -> Tasks.tryCurrentId());
      assertThat(fixture.executor.blockOn(asked)).isEmpty();
      assertThatThrownBy(() -> fixture.executor.blockOn(Future.lazy(cx -> Tasks.currentId())))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("currentId was called on Thread[")
          .hasMessageEndingWith("the future given to blockOn is none; spawn it");
      assertThatThrownBy(Tasks::currentName)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("currentName was called");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTaskFindsItselfWhileItIsCancelled(Flavour flavour) throws Exception {
    Asking aborted = new Asking();
    Asking shutDown = new Asking();
    Asking refused = new Asking();
    JoinHandle<Object> left;
    ExecutorFixture fixture = new ExecutorFixture(flavour);
    try (fixture) {
      JoinHandle<Object> handle = fixture.executor.spawn(aborted);
      handle.abort();
      fixture.executor.blockOn(TaskHandleTest.until(handle::isFinished));
      assertThat(aborted.found).hasValue(handle.id());
      left = fixture.executor.spawn(shutDown);
    }
    assertThat(shutDown.found).hasValue(left.id());
    assertThat(fixture.executor.spawn(refused).id()).isEqualTo(refused.found.orElseThrow());
  }

  @Test
  void aTaskOnAnExecutorOfTheJdkFindsItself() throws Exception {
    ArrayDeque<Runnable> queue = new ArrayDeque<>();
    JoinHandle<Long> handle = Spawner.on(queue::add).spawn(Future.lazy(cx -> Tasks.currentId()));
    queue.remove().run();
    assertThat(handle.join()).isEqualTo(handle.id());
    assertThat(Tasks.tryCurrentId()).isEmpty();
  }

  /// Asks when it is cancelled.
  private static final class Asking implements Future<Object> {
    private volatile OptionalLong found = OptionalLong.empty();

    @Override
    public Poll<Object> poll(Context cx) {
      return Poll.pending();
    }

    @Override
    public void cancel() {
      found = Tasks.tryCurrentId();
    }
  }
}
