package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.Future;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunQueueTest {
  private final Scheduler nowhere = new NoScheduler();

  private Task<Integer> task(int number) {
    return new Task<>(nowhere, "task-" + number, Future.ready(number));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, Integer.MAX_VALUE - 3, -2})
  void givesBackInOrderAndKnowsWhenItIsFull(int start) {
    RunQueue queue = new RunQueue(4, start);
    for (int round = 0; round < 10; round++) {
      for (int i = 0; i < 4; i++) {
        assertThat(queue.push(task(i))).isTrue();
      }
      assertThat(queue.push(task(4))).isFalse();
      assertThat(queue.length()).isEqualTo(4);
      for (int i = 0; i < 4; i++) {
        assertThat(queue.pop()).hasToString("task task-" + i);
      }
      assertThat(queue.pop()).isNull();
      assertThat(queue.isEmpty()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, Integer.MAX_VALUE - 3})
  void aThiefTakesTheOlderHalfRoundedUp(int start) {
    RunQueue victim = new RunQueue(8, start);
    RunQueue thief = new RunQueue(8, start + 5);
    for (int i = 0; i < 5; i++) {
      victim.push(task(i));
    }
    List<String> stolen = new ArrayList<>();
    stolen.add(String.valueOf(victim.stealInto(thief)));
    for (Task<?> task = thief.pop(); task != null; task = thief.pop()) {
      stolen.add(task.toString());
    }
    assertThat(stolen).containsExactlyInAnyOrder("task task-0", "task task-1", "task task-2");
    assertThat(victim.pop()).hasToString("task task-3");
    assertThat(victim.pop()).hasToString("task task-4");
    assertThat(victim.stealInto(thief)).isNull();
  }

  @Test
  void aFullRingGivesItsOlderHalfAway() {
    RunQueue queue = new RunQueue(4, Integer.MAX_VALUE - 1);
    assertThat(queue.popHalf()).isNull();
    for (int i = 0; i < 4; i++) {
      queue.push(task(i));
    }
    Task<?>[] half = queue.popHalf();
    assertThat(half).isNotNull();
    assertThat(Arrays.toString(half)).isEqualTo("[task task-0, task task-1]");
    assertThat(queue.pop()).hasToString("task task-2");
  }

  @Test
  void forgettingKeepsWhatIsThere() {
    RunQueue queue = new RunQueue(4, Integer.MAX_VALUE - 1);
    for (int i = 0; i < 7; i++) {
      queue.push(task(i));
      if (i >= 2) {
        queue.pop();
      }
    }
    queue.forgetTaken();
    assertThat(queue.pop()).hasToString("task task-5");
    assertThat(queue.pop()).hasToString("task task-6");
    assertThat(queue.pop()).isNull();
  }

  @Test
  void aCapacityThatIsNoPowerOfTwoIsRefused() {
    assertThatThrownBy(() -> new RunQueue(3, 0)).hasMessageContaining("3");
    assertThatThrownBy(() -> new RunQueue(0, 0)).hasMessageContaining("0");
  }

  /// An owner that pushes and pops, two thieves that steal from it and from each other, tiny rings:
  /// every task comes out exactly once.
  @Test
  void nothingIsLostOrDoubledUnderTheft() throws InterruptedException {
    int count = 200_000;
    RunQueue[] rings = {
      new RunQueue(4, Integer.MAX_VALUE - 1), new RunQueue(4, -1), new RunQueue(4, 0)
    };
    AtomicBoolean pushed = new AtomicBoolean();
    AtomicInteger seen = new AtomicInteger();
    Set<String> doubled = ConcurrentHashMap.newKeySet();
    AtomicInteger[] taken = new AtomicInteger[count];
    Arrays.setAll(taken, i -> new AtomicInteger());
    Runnable[] thieves = new Runnable[2];
    for (int t = 0; t < 2; t++) {
      RunQueue own = rings[t + 1];
      RunQueue other = rings[2 - t];
      thieves[t] =
          () -> {
            while (!pushed.get() || seen.get() < count) {
              Task<?> task = own.pop();
              if (task == null) {
                task = rings[0].stealInto(own);
              }
              if (task == null) {
                task = other.stealInto(own);
              }
              record(task, taken, seen, doubled);
            }
          };
    }
    Thread one = Thread.ofPlatform().start(thieves[0]);
    Thread two = Thread.ofPlatform().start(thieves[1]);
    for (int i = 0; i < count; ) {
      if (rings[0].push(task(i))) {
        i++;
      } else {
        record(rings[0].pop(), taken, seen, doubled);
      }
    }
    pushed.set(true);
    while (seen.get() < count) {
      record(rings[0].pop(), taken, seen, doubled);
    }
    one.join();
    two.join();
    assertThat(doubled).isEmpty();
    assertThat(seen).hasValue(count);
  }

  private static void record(
      @Nullable Task<?> task, AtomicInteger[] taken, AtomicInteger seen, Set<String> doubled) {
    if (task != null) {
      int number = Integer.parseInt(task.name().substring("task-".length()));
      if (taken[number].incrementAndGet() > 1) {
        doubled.add(task.name());
      }
      seen.incrementAndGet();
    }
  }
}
