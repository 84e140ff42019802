package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.future.Future;
import dev.wakeful.task.Cancelled;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Slots;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The slot by one thread; for threads that meet there see `stress`.
@Tag("R-45")
class NextSlotTest {
  private final NextSlot slot = new NextSlot();

  @Test
  void theOwnerTakesWhatItHasPut() {
    Task<Void> task = task(Future.pending());
    assertThat(slot.take()).isNull();
    slot.put(task);
    assertThat(slot.isEmpty()).isFalse();
    slot.ends();
    assertThat(slot.take()).isSameAs(task);
    assertThat(slot.isEmpty()).isTrue();
    slot.put(task);
    assertThat(slot.takeDuringPoll()).isSameAs(task);
    assertThat(slot.takeDuringPoll()).isNull();
  }

  @Test
  void thievesComeOnlyWhileThePollGoesOnForWhichTheSlotWasOpened() {
    Task<Void> task = task(Future.pending());
    slot.put(task);
    assertThat(slot.steal()).as("nobody has opened it").isNull();
    slot.open(0);
    assertThat(slot.isStealable()).isTrue();
    assertThat(slot.steal()).isSameAs(task);
    assertThat(slot.isStealable()).isFalse();
    slot.put(task);
    assertThat(slot.steal()).as("of the same poll").isSameAs(task);

    slot.put(task);
    slot.ends();
    assertThat(slot.isStealable()).isFalse();
    assertThat(slot.steal()).as("the poll is over").isNull();
    slot.open(0);
    assertThat(slot.steal()).as("opened too late").isNull();
    assertThat(slot.take()).isSameAs(task);

    slot.put(task);
    slot.open(1);
    assertThat(slot.steal()).as("another poll").isSameAs(task);
  }

  @Test
  void everyPollOfATaskSaysOnceThatItIsOver() {
    Task<Void> aborted = task(Future.pending());
    aborted.abort();
    Task<Void> abortedBadly = task(new Stubborn());
    abortedBadly.abort();
    Task<Void> forgotten = task(Future.failed(new Exception("nobody hears of it")));
    forgotten.cancel();
    Task<Void> over = task(Future.pending());
    over.shutDown();
    List<Task<?>> tasks =
        List.of(
            task(Future.pending()),
            task(cx -> Poll.done()),
            task(Future.failed(new Exception("broken"))),
            task(cx -> {
              throw new Cancelled("ends itself");
            }),
            aborted,
            abortedBadly,
            forgotten,
            over);
    TaskContext poller = new TaskContext(Slots.none(), slot);
    Task<Void> next = task(Future.pending());
    for (int polls = 0; polls < tasks.size(); polls++) {
      slot.put(next);
      slot.open(polls);
      assertThat(slot.isStealable()).as("poll %d begins", polls).isTrue();
      tasks.get(polls).run(poller, 1);
      assertThat(slot.isStealable()).as("poll %d is over", polls).isFalse();
      assertThat(slot.take()).isSameAs(next);
    }
  }

  private static Task<Void> task(Future<Void> future) {
    return new Task<>(new NoScheduler(), null, future);
  }

  private static final class Stubborn implements Future<Void> {
    @Override
    public Poll<Void> poll(Context cx) {
      return Poll.pending();
    }

    @Override
    public void cancel() {
      throw new IllegalStateException("will not");
    }
  }
}
