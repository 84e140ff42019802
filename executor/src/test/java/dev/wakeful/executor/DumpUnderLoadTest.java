package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.executor.ExecutorFixture.Flavour;
import dev.wakeful.future.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Dumps without a pause while tasks are spawned from outside and from inside: each task runs once
/// (Tokio's #8372, where the dump itself put the idle workers out of count).
@Tag("R-137")
class DumpUnderLoadTest {
  private static final int ROUNDS = 200;
  private static final int CHILDREN = 50;

  private final AtomicIntegerArray ran = new AtomicIntegerArray(ROUNDS * (CHILDREN + 1));
  private final AtomicInteger dumps = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();

  @ParameterizedTest
  @EnumSource
  void nothingIsLostAndNothingRunsTwice(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      Signal parked = new Signal();
      JoinHandle<String> witness = fixture.executor.spawn("witness", parked);
      AtomicBoolean stop = new AtomicBoolean();
      Thread dumper = new Thread(() -> dumpUntil(stop, fixture.executor));
      dumper.start();
      for (int round = 0; round < ROUNDS; round++) {
        int first = round * (CHILDREN + 1);
        // From outside, and a pause of the workers after each, so that they go to sleep and wake.
        JoinHandle<Integer> parent = fixture.executor.spawn(parent(first));
        assertThat(fixture.executor.blockOn(parent)).isEqualTo(CHILDREN);
      }
      while (dumps.get() < 20 && broken.get() == null) {
        fixture.executor.blockOn(fixture.executor.spawn(Tasks.yieldNow()));
      }
      stop.set(true);
      dumper.join();

      assertThat(broken.get()).isNull();
      for (int token = 0; token < ran.length(); token++) {
        assertThat(ran.get(token)).as("task %s", token).isEqualTo(1);
      }
      parked.raise();
      assertThat(fixture.executor.blockOn(witness)).isEqualTo("raised");
      assertThat(fixture.executor.aliveTasks()).isZero();
      assertThat(fixture.told).isEmpty();
    }
  }

  private Future<Integer> parent(int first) {
    return Future.lazy(
            cx -> {
              ran.incrementAndGet(first);
              List<Future<Integer>> children = new ArrayList<>();
              for (int i = 1; i <= CHILDREN; i++) {
                children.add(Tasks.spawn(child(first + i)));
              }
              return children;
            })
        .andThen(dev.wakeful.future.Futures::joinAll)
        .map(List::size);
  }

  private Future<Integer> child(int token) {
    return Tasks.yieldNow().map(nothing -> ran.incrementAndGet(token));
  }

  private void dumpUntil(AtomicBoolean stop, TaskExecutor executor) {
    try {
      while (!stop.get()) {
        TaskDump dump = executor.dump();
        assertThat(dump.tasks()).extracting(TaskInfo::name).contains("witness");
        assertThat(dump.tasks()).extracting(TaskInfo::id).doesNotHaveDuplicates();
        assertThat(dump.toString()).contains("\"witness\"");
        dumps.incrementAndGet();
      }
    } catch (Throwable e) {
      broken.set(e);
    }
  }
}
