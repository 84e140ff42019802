package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.future.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InjectQueueTest {
  private final InjectQueue queue = new InjectQueue();
  private final RunQueue ring = new RunQueue();

  @Test
  void givesBackInOrder() {
    fill(5);
    queue.pushAll(new Task<?>[] {task(5), task(6)}, task(7));

    assertThat(queue.length()).isEqualTo(8);
    assertThat(queue.pushed()).as("without what a ring had to spare").isEqualTo(5);
    for (int i = 0; i < 8; i++) {
      assertThat(queue.isEmpty()).isFalse();
      assertThat(queue.pop()).hasToString("task " + i);
    }
    assertThat(queue.isEmpty()).isTrue();
    assertThat(queue.pop()).isNull();
  }

  @Test
  void aBatchIsAShareInOrder() {
    fill(9);
    assertThat(queue.popBatch(ring, 2)).hasToString("task 0");
    assertThat(ring.length()).isEqualTo(4);
    assertThat(queue.length()).isEqualTo(4);
    assertThat(ring.pop()).hasToString("task 1");
    assertThat(queue.pop()).hasToString("task 5");
  }

  @Test
  void aBatchLeavesWhatTheRingHasNoRoomFor() {
    RunQueue small = new RunQueue(2, 0);
    fill(9);
    assertThat(queue.popBatch(small, 1)).hasToString("task 0");
    assertThat(small.length()).isEqualTo(2);
    assertThat(queue.length()).isEqualTo(6);
    assertThat(queue.pop()).hasToString("task 3");
  }

  @Test
  void aBatchIsAtMostHalfARing() {
    fill(1000);
    assertThat(queue.popBatch(ring, 1)).hasToString("task 0");
    assertThat(ring.length()).isEqualTo(RunQueue.CAPACITY / 2);
  }

  @Test
  void aClosedQueueIsEmptyAndTakesNothing() {
    queue.push(task(0));
    queue.close();
    assertThat(queue.push(task(1))).isFalse();
    queue.pushAll(new Task<?>[] {task(2)}, task(3));
    assertThat(queue.isEmpty()).isTrue();
    assertThat(queue.length()).isZero();
    assertThat(queue.pop()).isNull();
    assertThat(queue.popBatch(ring, 1)).isNull();
  }

  @Test
  void whatFourThreadsPushComesOutOnceAndEachThreadsInOrder() throws InterruptedException {
    int each = 20_000;
    int[] seen = new int[4];
    CountDownLatch left = new CountDownLatch(4);
    List<Thread> pushers =
        IntStream.range(0, 4)
            .mapToObj(thread -> Thread.ofPlatform().start(() -> push(thread, each, left)))
            .toList();
    while (left.getCount() > 0 || !queue.isEmpty()) {
      for (Task<?> task : taken()) {
        String[] name = task.name().split("-", 2);
        int thread = Integer.parseInt(name[0]);
        assertThat(Integer.parseInt(name[1])).isEqualTo(seen[thread]++);
      }
    }
    for (Thread pusher : pushers) {
      pusher.join();
    }
    assertThat(seen).containsOnly(each);
    assertThat(queue.pushed()).isEqualTo(4L * each);
  }

  private void fill(int count) {
    for (int i = 0; i < count; i++) {
      assertThat(queue.push(task(i))).isTrue();
    }
  }

  private void push(int thread, int count, CountDownLatch left) {
    for (int i = 0; i < count; i++) {
      queue.push(task(thread + "-" + i));
    }
    left.countDown();
  }

  private List<Task<?>> taken() {
    List<Task<?>> taken = new ArrayList<>();
    for (Task<?> task = queue.popBatch(ring, 1); task != null; task = ring.pop()) {
      taken.add(task);
    }
    return taken;
  }

  private static Task<?> task(Object name) {
    return new Task<>(new NoScheduler(), String.valueOf(name), Future.ready(0));
  }
}
