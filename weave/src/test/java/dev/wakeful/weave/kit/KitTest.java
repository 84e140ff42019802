package dev.wakeful.weave.kit;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class KitTest {
  private static final Driver.Shape TWO =
      w ->
          async(() -> {
            try (var a = w.open("a", new IOException("at close"))) {
              w.log("in ", a.name());
              return await(w.value(1)) + await(w.value(2));
            } finally {
              w.log("finally ", await(w.value("f")));
            }
          });

  @Test
  void writesDownWhatHappens() {
    Outcome outcome = Driver.run(TWO, Schedule.natural(Timing.READY));

    assertThat(outcome.result()).isEqualTo("thrown java.io.IOException: at close");
    assertThat(outcome.log())
        .containsExactly(
            "open a",
            "in a",
            "make #0",
            "start #0",
            "make #1",
            "start #1",
            "close a",
            "make #2",
            "start #2",
            "finally f",
            "-- over",
            "polled after the end: java.lang.IllegalStateException");
    assertThat(outcome.suspensions()).isZero();
    assertThat(outcome.violations()).isEmpty();
  }

  @Test
  void everyLeafIsPendingAsOftenAsTheScheduleSays() {
    assertThat(Driver.run(TWO, Schedule.natural(Timing.ONCE)).suspensions()).isEqualTo(3);
    assertThat(Driver.run(TWO, Schedule.natural(Timing.TWICE)).suspensions()).isEqualTo(6);
  }

  @Test
  void aHardCancellationGivesCleanUpOnePoll() {
    Outcome outcome =
        Driver.run(TWO, new Schedule(Timing.ONCE, Schedule.Ending.HARD, 1, Timing.ONCE));

    assertThat(outcome.result()).isEqualTo("cancelled");
    assertThat(outcome.log())
        .containsSubsequence("-- end", "cancel #0", "close a", "start #1", "cancel #1");
    assertThat(outcome.violations()).isEmpty();
  }

  @Test
  void aGracefulOneGivesItTime() {
    Outcome outcome =
        Driver.run(TWO, new Schedule(Timing.ONCE, Schedule.Ending.GRACEFUL, 1, Timing.ONCE));

    assertThat(outcome.result()).isEqualTo("cancelled in 2 polls");
    assertThat(outcome.log())
        .containsSubsequence("cancel #0", "close a", "start #1", "poll #1", "finally f")
        .contains("unhandled: java.io.IOException: at close");
  }

  @Test
  void nothingRunsWhenItIsCancelledBeforeTheFirstPoll() {
    for (Schedule schedule : Schedule.unbegun()) {
      Outcome outcome = Driver.run(TWO, schedule);
      assertThat(outcome.log())
          .containsExactly(
              "-- end", "-- over", "polled after the end: java.lang.IllegalStateException");
    }
  }

  @Test
  void aLeafLeftInTheAirIsAViolation() {
    Outcome outcome =
        Driver.run(w -> new Polling(w.value(1), false), Schedule.natural(Timing.ONCE));

    assertThat(outcome.violations()).containsExactly("#0 was neither finished nor cancelled");
  }

  @Test
  void aLeafPolledAfterItsEndIsAViolation() {
    Outcome outcome =
        Driver.run(w -> new Polling(w.value(1), false), Schedule.natural(Timing.READY));

    assertThat(outcome.violations()).isEmpty();
    outcome = Driver.run(w -> new Polling(w.value(1), true), Schedule.natural(Timing.READY));
    assertThat(outcome.violations()).containsExactly("#0 was polled after it had finished");
  }

  @Test
  void aWakerOfAnEarlierPollIsAViolation() {
    Outcome outcome = Driver.run(w -> new Stale(w.value(1)), Schedule.natural(Timing.TWICE));

    assertThat(outcome.violations())
        .containsExactly("Pending, and no leaf knows the waker of the last poll");
  }

  @Test
  void pointsOfCancellationAreTheFirstTheLastAndSomeBetween() {
    List<Schedule> few = Schedule.cancelled(Timing.ONCE, 3, 9);
    List<Schedule> many = Schedule.cancelled(Timing.ONCE, 300, 9);

    assertThat(few).extracting(Schedule::at).containsOnly(1, 2, 3).hasSize(12);
    assertThat(many).extracting(Schedule::at).contains(1, 2, 3, 298, 299, 300).hasSize(36);
  }

  @Test
  void valuesAreDescribedWithTheirTypes() {
    record Point(int x, @Nullable Object y) {}
    assertThat(Describe.value(1)).isNotEqualTo(Describe.value(1L));
    assertThat(Describe.value(new int[] {1, 2}))
        .isEqualTo("int[][java.lang.Integer 1, java.lang.Integer 2]");
    assertThat(Describe.value(new Point(1, null))).endsWith("(java.lang.Integer 1, null)");
    assertThat(Describe.value(Map.of("a", 'b'))).contains("\"a\"=java.lang.Character b");
    assertThat(Describe.value(new Object())).isEqualTo("java.lang.Object ");
  }

  @Test
  void failuresAreDescribedWithCauseAndSuppressed() {
    IOException failure = new IOException("outer", new RuntimeException("inner"));
    failure.addSuppressed(new Error());

    assertThat(Describe.failure(failure))
        .isEqualTo(
            "java.io.IOException: outer caused by {java.lang.RuntimeException: inner}"
                + " suppressed {java.lang.Error}");
  }

  /// Polls its child once or twice, and is ready whatever it says.
  private static final class Polling implements Future<String> {
    private final Future<?> child;
    private final boolean twice;
    private boolean over;

    Polling(Future<?> child, boolean twice) {
      this.child = child;
      this.twice = twice;
    }

    @Override
    public Poll<String> poll(Context cx) throws Exception {
      if (over) {
        throw new IllegalStateException("over");
      }
      over = true;
      Poll<?> first = child.poll(cx);
      return Poll.ready(first + (twice ? " " + child.poll(cx) : ""));
    }
  }

  /// Polls its child with the context of its own first poll.
  private static final class Stale implements Future<Object> {
    private final Future<?> child;
    private Context first = Context.of(Waker.noop());
    private int polls;

    Stale(Future<?> child) {
      this.child = child;
    }

    @Override
    public Poll<Object> poll(Context cx) throws Exception {
      if (polls++ == 0) {
        first = cx;
      }
      if (polls > 3) {
        throw new IllegalStateException("over");
      }
      return child.poll(first).isPending() ? Poll.pending() : Poll.ready("done");
    }
  }
}
