package dev.wakeful.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.future.Future;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestTaskTest {
  @Test
  void aWakeCountsForThePollItsWakerWasGivenTo() throws Exception {
    List<Waker> seen = new ArrayList<>();
    TestTask<String> task =
        TestTask.of(
            Future.pollFn(cx -> {
              seen.add(cx.waker());
              return Poll.pending();
            }));

    assertThat(task.poll().isPending()).isTrue();
    assertThat(task.isWoken()).isFalse();
    seen.getFirst().wake();
    seen.getFirst().wake();
    assertThat(task.wakesSincePoll()).isEqualTo(2);

    assertThat(task.poll().isPending()).isTrue();
    assertThat(task.isWoken()).isFalse();
    seen.getFirst()
        .wake(); // the waker of the first poll: too late to count as a wake of the second
    assertThat(task.isWoken()).isFalse();
    assertThat(task.polls()).isEqualTo(2);
  }
}
