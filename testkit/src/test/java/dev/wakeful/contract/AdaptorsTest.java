package dev.wakeful.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.Future;
import dev.wakeful.future.MaybeDone;
import dev.wakeful.future.Outcome;
import dev.wakeful.task.Cancelled;
import dev.wakeful.task.Poll;
import dev.wakeful.testkit.TestTask;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The small adaptors of one future. What they have in common is in [CommonContractTest].
class AdaptorsTest {
  private final IOException broken = new IOException("broken");
  private final List<Object> seen = new ArrayList<>();

  @Test
  @Tag("F-3")
  void flattenPollsTheInnerInThePollThatEndedTheOuter() throws Exception {
    Scripted<Integer> inner = Scripted.value(1, 2);
    TestTask<Integer> task = TestTask.of(Future.flatten(Scripted.<Future<Integer>>value(1, inner)));
    assertThat(task.poll().isPending()).isTrue();
    assertThat(task.poll().isPending()).isTrue();
    assertThat(task.poll()).isEqualTo(Poll.ready(2));
    assertThatThrownBy(() -> poll(Future.flatten(Future.<Future<Integer>>failed(broken))))
        .isSameAs(broken);
    assertThatThrownBy(() -> poll(Future.flatten(Future.ready(Future.failed(broken)))))
        .isSameAs(broken);
  }

  @Test
  @Tag("F-3")
  @SuppressWarnings("NullAway") // what users of Java without null checks may write
  void flattenOfNoFutureSaysSo() {
    Future<Future<Integer>> nothing = Future.ready(null);
    assertThatThrownBy(() -> poll(Future.flatten(nothing)))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("`flatten`");
  }

  @Test
  @Tag("F-6")
  @Tag("F-14")
  void inspectSeesTheValueOnce() throws Exception {
    TestTask<Integer> task = TestTask.of(Scripted.value(1, 1).inspect(seen::add));
    assertThat(task.poll().isPending()).isTrue();
    assertThat(seen).isEmpty();
    assertThat(task.poll()).isEqualTo(Poll.ready(1));
    assertThat(seen).containsExactly(1);
    assertThatThrownBy(() -> poll(Future.failed(broken).inspect(seen::add))).isSameAs(broken);
    assertThat(seen).hasSize(1);
    IllegalStateException thrown = new IllegalStateException("look");
    Future<Integer> failing =
        Future.ready(1)
            .inspect(x -> {
              throw thrown;
            });
    assertThatThrownBy(() -> poll(failing)).isSameAs(thrown);
  }

  @Test
  @Tag("F-14")
  void inspectErrSeesTheFailureOnce() throws Exception {
    assertThat(poll(Future.ready(1).inspectErr(seen::add))).isEqualTo(Poll.ready(1));
    assertThat(seen).isEmpty();
    assertThatThrownBy(() -> poll(Future.failed(broken).inspectErr(seen::add))).isSameAs(broken);
    assertThat(seen).containsExactly(broken);
  }

  @Test
  @Tag("F-14")
  void recoverMakesAValueOfAFailure() throws Exception {
    assertThat(poll(Future.ready(1).recover(e -> 2))).isEqualTo(Poll.ready(1));
    assertThat(poll(Future.failed(broken).recover(e -> e))).isEqualTo(Poll.ready(broken));
    Exception worse = new Exception("worse");
    Future<Integer> failing =
        Future.<Integer>failed(broken)
            .recover(e -> {
              throw worse;
            });
    assertThatThrownBy(() -> poll(failing)).isSameAs(worse);
  }

  @Test
  @Tag("F-14")
  void handleSeesBothOutcomes() throws Exception {
    assertThat(poll(Future.ready(1).handle(Outcome::toString)))
        .isEqualTo(Poll.ready("Success[value=1]"));
    assertThat(poll(Future.failed(broken).handle(o -> o)))
        .isEqualTo(Poll.ready(new Outcome.Failure<>(broken)));
  }

  @Test
  @Tag("F-14")
  @SuppressWarnings("NullAway") // what users of Java without null checks may write
  void aMapErrThatGivesNoFailureIsNamed() {
    assertThatThrownBy(() -> poll(Future.failed(broken).mapErr(e -> null)))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("`mapErr`");
  }

  @Test
  @Tag("F-7")
  void catchingTakesFailuresAndErrorsButNoCancellation() throws Exception {
    Error error = new AssertionError("error");
    assertThat(poll(Future.ready(1).catching())).isEqualTo(Poll.ready(new Outcome.Success<>(1)));
    assertThat(poll(Future.failed(broken).catching()))
        .isEqualTo(Poll.ready(new Outcome.Failure<>(broken)));
    TestTask<Outcome<Integer>> erring = TestTask.of(Scripted.<Integer>error(1, error).catching());
    assertThat(erring.poll().isPending()).isTrue();
    assertThat(erring.poll()).isEqualTo(Poll.ready(new Outcome.Failure<>(error)));
    assertThatThrownBy(erring::poll).hasMessageContaining("`catching`");
    Error cancelled = new Cancelled("test");
    assertThatThrownBy(() -> poll(Scripted.<Integer>error(0, cancelled).catching()))
        .isSameAs(cancelled);
  }

  @Test
  @Tag("F-12")
  void nowOrNeverPollsOnce() throws Exception {
    assertThat(Future.ready(1).nowOrNever()).isEqualTo(Poll.ready(1));
    assertThatThrownBy(() -> Future.failed(broken).nowOrNever()).isSameAs(broken);
    Scripted<Integer> slow = Scripted.value(1, 1);
    assertThat(slow.nowOrNever().isPending()).isTrue();
    assertThat(slow.cancelled).isTrue();
    Scripted<Integer> fast = Scripted.value(0, 1);
    assertThat(fast.nowOrNever().isReady()).isTrue();
    assertThat(fast.cancelled).isFalse();
  }

  @Test
  @Tag("F-18")
  void pollImmediateDoesNotWaitAndBorrows() throws Exception {
    Scripted<Integer> slow = Scripted.value(1, 1);
    TestTask<Poll<Integer>> first = TestTask.of(slow.pollImmediate());
    assertThat(first.poll()).isEqualTo(Poll.ready(Poll.pending()));
    slow.wake();
    assertThat(first.isWoken()).as("the waker of the task was passed on").isTrue();
    first.cancel();
    slow.pollImmediate().cancel();
    assertThat(slow.cancelled).isFalse();
    assertThat(poll(slow.pollImmediate())).isEqualTo(Poll.ready(Poll.ready(1)));
    assertThatThrownBy(() -> poll(Future.failed(broken).pollImmediate())).isSameAs(broken);
  }

  @Test
  @Tag("F-19")
  void maybeDoneKeepsItsOutcome() throws Exception {
    MaybeDone<Integer> maybe = Scripted.value(1, 1).maybeDone();
    TestTask<Void> task = TestTask.of(maybe);
    assertThat(task.poll().isPending()).isTrue();
    assertThat(maybe.isDone()).isFalse();
    assertThat(maybe.takeOutcome()).isEmpty();
    assertThat(task.poll()).isEqualTo(Poll.done());
    assertThat(task.poll()).as("ready until it is taken").isEqualTo(Poll.done());
    assertThat(maybe.isDone()).isTrue();
    assertThat(maybe.takeOutcome()).contains(new Outcome.Success<>(1));
    assertThat(maybe.takeOutcome()).isEmpty();
    assertThatThrownBy(task::poll).hasMessageContaining("`maybeDone`");

    MaybeDone<Object> failing = Future.failed(broken).maybeDone();
    assertThat(poll(failing)).isEqualTo(Poll.done());
    assertThat(failing.takeOutcome()).contains(new Outcome.Failure<>(broken));
  }

  @Test
  @Tag("F-17")
  void optionalIsReadyWithNothingWhenThereIsNothing() throws Exception {
    assertThat(poll(Future.optional(Optional.<Future<Integer>>empty())))
        .isEqualTo(Poll.ready(Optional.empty()));
    TestTask<Optional<Integer>> task =
        TestTask.of(Future.optional(Optional.of(Scripted.value(1, 1))));
    assertThat(task.poll().isPending()).isTrue();
    assertThat(task.poll()).isEqualTo(Poll.ready(Optional.of(1)));
  }

  private static <T> Poll<T> poll(Future<T> future) throws Exception {
    return TestTask.of(future).poll();
  }
}
