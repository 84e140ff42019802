package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.executor.ExecutorFixture.Flavour;
import dev.wakeful.future.Future;
import dev.wakeful.task.Poll;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AbortTest {

  @ParameterizedTest
  @EnumSource
  @Tag("R-71")
  @Tag("R-73")
  void anAbortedTaskIsCancelledByItsExecutorAndTheJoinerIsTold(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      Signal signal = new Signal();
      JoinHandle<String> handle = fixture.executor.spawn("patient", signal);
      fixture.executor.blockOn(untilPolled(signal));
      Thread aborter =
          Thread.ofPlatform()
              .start(() -> {
                handle.abort();
                handle.abort();
              });
      assertThatThrownBy(() -> fixture.executor.blockOn(handle))
          .isInstanceOf(TaskCancelled.class)
          .hasMessage("task patient was cancelled");
      aborter.join();
      assertThat(signal.cancels).hasValue(1);
      assertThat(signal.cancelledBy).isNotSameAs(aborter);
      assertThat(fixture.told).isEmpty();
    }
  }

  private static Future<Void> untilPolled(Signal signal) {
    return Future.pollFn(cx -> {
      if (signal.polls.get() > 0) {
        return Poll.done();
      }
      cx.waker().wake();
      return Poll.pending();
    });
  }

  @ParameterizedTest
  @EnumSource
  void abortDuringAPollThatGetsReadyLetsTheResultWin(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      List<JoinHandle<?>> self = new ArrayList<>();
      Future<String> body =
          Future.pollFn(cx -> {
            if (self.isEmpty()) {
              cx.waker().wake();
              return Poll.pending();
            }
            self.getFirst().abort();
            return Poll.ready("finished first");
          });
      String result =
          fixture.executor.blockOn(
              Future.lazy(
                      cx -> {
                        JoinHandle<String> handle = Tasks.spawn(body);
                        self.add(handle);
                        return handle;
                      })
                  .andThen(handle -> handle));
      assertThat(result).isEqualTo("finished first");
    }
  }

  @ParameterizedTest
  @EnumSource
  void abortAfterTheEndChangesNothing(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      JoinHandle<Integer> handle = fixture.executor.spawn(Future.ready(5));
      fixture.executor.blockOn(
          Future.pollFn(cx -> {
            if (handle.isFinished()) {
              return Poll.done();
            }
            cx.waker().wake();
            return Poll.pending();
          }));
      handle.abort();
      assertThat(fixture.executor.blockOn(handle)).isEqualTo(5);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theFutureIsReleasedBeforeTheJoinerHears(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      Signal signal = new Signal();
      JoinHandle<String> handle = fixture.executor.spawn(signal);
      fixture.executor.blockOn(untilPolled(signal));
      int[] cancelsWhenTold = {-1};
      JoinHandle<Void> watcher =
          fixture.executor.spawn(
              handle.then(outcome -> {
                cancelsWhenTold[0] = signal.cancels.get();
                return Future.pollFn(cx -> Poll.done());
              }));
      handle.abort();
      fixture.executor.blockOn(watcher);
      assertThat(cancelsWhenTold[0]).isEqualTo(1);
    }
  }
}
