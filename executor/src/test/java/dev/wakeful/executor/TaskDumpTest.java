package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.executor.ExecutorFixture.Flavour;
import dev.wakeful.future.Future;
import dev.wakeful.future.Futures;
import dev.wakeful.future.Traced;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a dump says of tasks that stand still.
@Tag("R-137")
class TaskDumpTest {

  @ParameterizedTest
  @EnumSource
  void aTaskThatWaitsIsThereWithItsChain(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour, true)) {
      Signal signal = new Signal();
      JoinHandle<String> inner = fixture.executor.spawn("inner", signal.map(x -> x));
      JoinHandle<String> outer = fixture.executor.spawn("outer", inner.map(x -> x + "!"));
      settle(fixture);

      TaskDump dump = fixture.executor.dump();

      assertThat(dump.name()).isEqualTo("test");
      TaskInfo first = find(dump, "inner");
      assertThat(first.id()).isEqualTo(inner.id());
      assertThat(first.state()).isEqualTo(TaskInfo.State.WAITING);
      assertThat(first.worker()).isNull();
      assertThat(first.joins()).isEmpty();
      assertThat(first.spawnedAt())
          .isNotNull(); // of the test framework: the test is of the library
      assertThat(first.awaits()).first().hasToString("on map");
      assertThat(first.awaits().getLast().what()).contains("Signal");
      TaskInfo second = find(dump, "outer");
      assertThat(second.joins()).containsExactly(inner.id());
      assertThat(second.awaits().getLast().task()).isEqualTo(inner.id());
      assertThat(dump.cycles()).isEmpty();
      assertThat(dump.toString())
          .startsWith("Task dump of test: 2 tasks\n")
          .contains("\"outer\" #" + outer.id() + " waiting\n    spawned at ")
          .contains("    on map\n    on task inner\n");
      signal.raise();
      assertThat(fixture.executor.blockOn(outer)).isEqualTo("raised!");
      assertThat(fixture.executor.dump().tasks()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void theOlderTaskHasTheLowerNumberThoughTheYoungerOneIsPolled(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      fixture.executor.spawn("older", Future.pending()).detach();
      JoinHandle<TaskDump> younger =
          fixture.executor.spawn("younger", Future.lazy(cx -> fixture.executor.dump()));
      TaskDump dump = fixture.executor.blockOn(younger);
      assertThat(dump.tasks()).extracting(TaskInfo::name).containsExactly("older", "younger");
      assertThat(dump.tasks()).extracting(TaskInfo::id).isSorted();
      assertThat(dump.workers()).extracting(WorkerInfo::taskName).contains("younger");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTaskTellsWhoPollsItWhileItIsPolled(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      AtomicReference<@Nullable TaskDump> taken = new AtomicReference<>();
      JoinHandle<String> curious =
          fixture.executor.spawn(
              "curious",
              Future.pollFn(cx -> {
                TaskDump seen = fixture.executor.dump();
                taken.set(seen);
                if (!seen.roots().isEmpty() && !seen.roots().getFirst().awaits().isEmpty()) {
                  return Poll.ready(Thread.currentThread().getName());
                }
                cx.waker().wake(); // nobody is in blockOn yet
                return Poll.pending();
              }));
      String thread = fixture.executor.blockOn(curious);

      TaskDump dump = Objects.requireNonNull(taken.get());
      TaskInfo task = find(dump, "curious");
      assertThat(task.state()).isEqualTo(TaskInfo.State.RUNNING);
      assertThat(task.worker()).isEqualTo(thread);
      assertThat(dump.workers())
          .contains(new WorkerInfo(thread, WorkerInfo.State.POLLING, curious.id(), "curious"));
      assertThat(dump.toString()).contains("running on \"" + thread + "\"");
      assertThat(dump.roots())
          .singleElement()
          .satisfies(root -> {
            assertThat(root.thread()).isEqualTo(Thread.currentThread().getName());
            assertThat(root.awaits().getFirst().task()).isEqualTo(curious.id());
          });
    }
  }

  @ParameterizedTest
  @EnumSource
  void twoThatAwaitEachOtherAreADeadlock(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      Handed toB = new Handed();
      JoinHandle<String> a = fixture.executor.spawn("a", toB);
      JoinHandle<String> middle = fixture.executor.spawn("middle", a.map(x -> x));
      JoinHandle<String> b = fixture.executor.spawn("b", middle.map(x -> x));
      fixture.executor.spawn("stranger", new Signal());
      toB.hand(b);
      settle(fixture);

      TaskDump dump = dumpWithCycle(fixture);

      assertThat(dump.cycles())
          .singleElement()
          .satisfies(cycle -> {
            assertThat(cycle.certain()).isTrue();
            assertThat(cycle.tasks())
                .extracting(TaskInfo::name)
                .containsExactlyInAnyOrder("a", "middle", "b");
          });
      assertThat(dump.toString())
          .contains("Deadlock:\n")
          .contains("\"a\" #" + a.id() + " waits for \"b\" #" + b.id());
      a.abort();
      fixture.executor.blockOn(b.catching());
      assertThat(fixture.executor.dump().cycles()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCycleOutOfWhichSomethingElseMayLeadIsNotCertain(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      Handed toB = new Handed();
      Signal way = new Signal();
      JoinHandle<String> a =
          fixture.executor.spawn(
              "a", Futures.joinAll(List.of(toB, way)).map(all -> all.getFirst()));
      JoinHandle<String> b = fixture.executor.spawn("b", a.map(x -> x));
      toB.hand(b);

      WaitCycle cycle = dumpWithCycle(fixture).cycles().getFirst();

      assertThat(cycle.certain()).isFalse();
      assertThat(cycle.tasks()).extracting(TaskInfo::name).containsExactlyInAnyOrder("a", "b");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFutureThatCannotSayWhereItStandsSpoilsNothing(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      fixture.executor.spawn("mute", new Mute());
      fixture.executor.spawn("fine", new Signal());

      TaskDump dump = fixture.executor.dump();

      assertThat(find(dump, "mute").awaits().getLast().what()).contains("no comment");
      assertThat(find(dump, "fine").awaits()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void afterTheCloseThereIsNothing(Flavour flavour) {
    ExecutorFixture fixture = new ExecutorFixture(flavour);
    fixture.executor.spawn("lost", new Signal());
    fixture.close();
    assertThat(fixture.executor.dump().tasks()).isEmpty();
    assertThat(fixture.executor.dump().roots()).isEmpty();
  }

  /// Lets everybody be polled until only the signals are waited for.
  private static void settle(ExecutorFixture fixture) throws Exception {
    while (!fixture.executor.dump().tasks().stream()
        .allMatch(task -> task.state() == TaskInfo.State.WAITING)) {
      fixture.executor.blockOn(Tasks.yieldNow());
    }
  }

  private static TaskDump dumpWithCycle(ExecutorFixture fixture) throws Exception {
    TaskDump dump = fixture.executor.dump();
    while (dump.cycles().isEmpty()) {
      fixture.executor.blockOn(Tasks.yieldNow());
      dump = fixture.executor.dump();
    }
    return dump;
  }

  private static TaskInfo find(TaskDump dump, String name) {
    return dump.tasks().stream().filter(task -> task.name().equals(name)).findFirst().orElseThrow();
  }

  /// A future that waits for a handle given to it later.
  private static final class Handed implements Future<String>, Traced {
    private volatile @Nullable JoinHandle<String> handle;
    private final Signal handed = new Signal();
    private boolean there;

    void hand(JoinHandle<String> to) {
      handle = to;
      handed.raise();
    }

    @Override
    public Poll<String> poll(Context cx) throws Exception {
      if (!there && handed.poll(cx).isPending()) {
        return Poll.pending();
      }
      there = true;
      JoinHandle<String> to = handle;
      return to == null ? Poll.pending() : to.poll(cx);
    }

    @Override
    public List<Future<?>> awaited() {
      JoinHandle<String> to = handle;
      return to == null ? List.of() : List.of(to);
    }
  }

  /// A future with a fault.
  private static final class Mute implements Future<String> {
    @Override
    public Poll<String> poll(Context cx) {
      return Poll.pending();
    }

    @Override
    public String toString() {
      throw new IllegalStateException("no comment");
    }
  }
}
