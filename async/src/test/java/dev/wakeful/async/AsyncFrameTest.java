package dev.wakeful.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.AwaitTrace;
import dev.wakeful.future.Future;
import dev.wakeful.task.Cancelled;
import dev.wakeful.task.Context;
import dev.wakeful.task.Slots;
import dev.wakeful.task.Unhandled;
import dev.wakeful.task.Waker;
import dev.wakeful.testkit.TestTask;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a body owes, however it was made: laziness, one end, and clean-up exactly once.
@Tag("C-25")
class AsyncFrameTest {
  private final List<String> log = new ArrayList<>();
  private final List<Throwable> reported = new ArrayList<>();
  private final Slots slots =
      Slots.none().with(Unhandled.SLOT, (what, failure) -> reported.add(failure));
  private final Leaf first = new Leaf("first", log);
  private final Leaf last = new Leaf("last", log);

  private Future<String> body(Shape shape) {
    return shape.body(log, first, last, () -> {});
  }

  private TestTask<String> suspended(Future<String> body) throws Exception {
    TestTask<String> task = TestTask.of(body, slots);
    assertThat(task.poll().isPending()).isTrue();
    return task;
  }

  private Context context() {
    return Context.of(Waker.noop(), slots);
  }

  @ParameterizedTest
  @EnumSource
  void nothingRunsBeforeTheFirstPoll(Shape shape) {
    Future<String> unused = body(shape);
    assertThat(unused.toString()).startsWith("async dev.wakeful.async.");
    assertThat(log).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void itWaitsGoesOnAndEndsOnce(Shape shape) throws Exception {
    TestTask<String> task = suspended(body(shape));
    assertThat(task.poll().isPending()).isTrue();
    first.ready();
    assertThat(task.poll().isPending()).isTrue();
    last.ready();
    assertThat(task.poll().get()).isEqualTo("first");
    assertThat(log).containsExactly("begin", "got first", "clean", "cleaned");
    assertThatThrownBy(task::poll)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the async body `dev.wakeful.async.")
        .hasMessageContaining("was polled after it had finished");
    task.cancel();
    assertThat(log).hasSize(4);
  }

  @ParameterizedTest
  @EnumSource
  void awaitThrowsTheFailureItselfThroughTheCleanUp(Shape shape) throws Exception {
    IOException failure = new IOException("lost");
    first.failing(failure);
    last.ready();
    assertThatThrownBy(TestTask.of(body(shape))::poll).isSameAs(failure);
    assertThat(log).containsExactly("begin", "clean", "cleaned");
  }

  @ParameterizedTest
  @EnumSource
  void cancelledBeforeTheFirstPollItRunsNothing(Shape shape) {
    TestTask<String> task = TestTask.of(body(shape));
    task.cancel();
    task.cancel();
    assertThat(log).isEmpty();
    assertThatThrownBy(task::poll)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was cancelled");
  }

  @ParameterizedTest
  @EnumSource
  void cancelledWhileSuspendedItCancelsWhatItAwaitsAndCleansUpOnce(Shape shape) throws Exception {
    last.ready();
    TestTask<String> task = suspended(body(shape));
    task.cancel();
    task.cancel();
    assertThat(log).containsExactly("begin", "cancel first", "clean", "cleaned");
    assertThatThrownBy(task::poll).isInstanceOf(IllegalStateException.class);
    assertThat(reported).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void pendingCleanUpGetsOnePollAndIsCancelled(Shape shape) throws Exception {
    suspended(body(shape)).cancel();
    assertThat(log).containsExactly("begin", "cancel first", "clean", "cancel last");
    assertThat(reported).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void cancelledInItsCleanUpItGoesNoFurther(Shape shape) throws Exception {
    first.ready();
    suspended(body(shape)).cancel();
    assertThat(log).containsExactly("begin", "got first", "clean", "cancel last");
  }

  @ParameterizedTest
  @EnumSource
  void theInnerBodyIsCleanedUpBeforeTheOuter(Shape shape) throws Exception {
    List<String> outer = new ArrayList<>();
    last.ready();
    Future<String> inner = body(shape);
    Future<String> nested =
        shape.body(outer, inner, last, () -> outer.add("after the inner's " + log));
    TestTask<String> task = suspended(nested);
    task.cancel();
    assertThat(outer)
        .containsExactly(
            "begin", "clean", "after the inner's [begin, cancel first, clean, cleaned]", "cleaned");
  }

  @ParameterizedTest
  @EnumSource
  void aFailureOfCleanUpIsReportedWithWhatItSuppresses(Shape shape) throws Exception {
    last.ready();
    IOException failure = new IOException("disk full");
    failure.addSuppressed(new IOException("and on fire"));
    Future<String> body =
        shape.body(
            log,
            first,
            last,
            () -> {
              throw failure;
            });
    suspended(body).cancel();
    assertThat(reported).containsExactly(failure);
    assertThat(reported.getFirst()).hasSuppressedException(new IOException("and on fire"));
  }

  @ParameterizedTest
  @EnumSource
  void withoutASlotTheThreadsHandlerIsTold(Shape shape) throws Exception {
    IllegalStateException failure = new IllegalStateException("no runtime to tell");
    last.ready();
    Thread self = Thread.currentThread();
    self.setUncaughtExceptionHandler((thread, thrown) -> reported.add(thrown));
    try {
      Future<String> body =
          shape.body(
              log,
              first,
              last,
              () -> {
                throw failure;
              });
      TestTask<String> task = TestTask.of(body);
      assertThat(task.poll().isPending()).isTrue();
      task.cancel();
    } finally {
      self.setUncaughtExceptionHandler(null);
    }
    assertThat(reported).containsExactly(failure);
  }

  @ParameterizedTest
  @EnumSource
  void aChildWhoseCancelThrowsHidesNothing(Shape shape) throws Exception {
    RuntimeException broken = new RuntimeException("cancel must not throw");
    first.failingToCancel(broken);
    last.ready();
    suspended(body(shape)).cancel();
    assertThat(reported).containsExactly(broken);
    assertThat(log).containsExactly("begin", "cancel first", "clean", "cleaned");
  }

  @ParameterizedTest
  @EnumSource
  void aChildWhosePollCancelThrowsHidesNothing(Shape shape) throws Exception {
    RuntimeException broken = new RuntimeException("pollCancel must not throw");
    first.failingToCancel(broken);
    last.ready();
    Future<String> body = body(shape);
    suspended(body);
    assertThat(body.pollCancel(context()).isReady()).isTrue();
    assertThat(reported).containsExactly(broken);
    assertThat(log).containsExactly("begin", "cancel first", "clean", "cleaned");
  }

  @ParameterizedTest
  @EnumSource
  void gracefulCleanUpWaitsForTheChildAndThenForItsOwn(Shape shape) throws Exception {
    first.cleaningUp(2);
    Future<String> body = body(shape);
    suspended(body);
    assertThat(body.pollCancel(context()).isPending()).isTrue();
    assertThat(body.pollCancel(context()).isPending()).isTrue();
    assertThat(log).containsExactly("begin", "ending first", "ending first");
    assertThat(body.pollCancel(context()).isPending()).isTrue();
    assertThat(log).endsWith("cancel first", "clean");
    assertThat(body.pollCancel(context()).isPending()).isTrue();
    last.ready();
    assertThat(body.pollCancel(context()).isReady()).isTrue();
    assertThat(log).endsWith("clean", "cleaned");
    assertThat(body.pollCancel(context()).isReady()).isTrue();
    assertThat(log).hasSize(6);
    assertThat(reported).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void gracefulBeforeTheFirstPollRunsNothing(Shape shape) {
    assertThat(body(shape).pollCancel(context()).isReady()).isTrue();
    assertThat(log).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void gracefulCleanUpOfNestedBodiesRunsInnerFirst(Shape shape) throws Exception {
    List<String> outer = new ArrayList<>();
    Leaf end = new Leaf("end", outer);
    Future<String> nested = shape.body(outer, body(shape), end, () -> {});
    suspended(nested);
    assertThat(nested.pollCancel(context()).isPending()).isTrue();
    assertThat(log).containsExactly("begin", "cancel first", "clean");
    assertThat(outer).containsExactly("begin");
    last.ready();
    assertThat(nested.pollCancel(context()).isPending()).isTrue();
    assertThat(log).endsWith("cleaned");
    assertThat(outer).containsExactly("begin", "clean");
    end.ready();
    assertThat(nested.pollCancel(context()).isReady()).isTrue();
    assertThat(outer).containsExactly("begin", "clean", "cleaned");
  }

  @ParameterizedTest
  @EnumSource
  void aHardCancelCutsGracefulCleanUpShort(Shape shape) throws Exception {
    List<String> outer = new ArrayList<>();
    Leaf end = new Leaf("end", outer);
    Future<String> nested = shape.body(outer, body(shape), end, () -> {});
    suspended(nested);
    assertThat(nested.pollCancel(context()).isPending()).isTrue();
    nested.cancel();
    nested.cancel();
    assertThat(log).containsExactly("begin", "cancel first", "clean", "cancel last");
    assertThat(outer).containsExactly("begin", "clean", "cancel end");
    assertThat(nested.pollCancel(context()).isReady()).isTrue();
    assertThat(reported).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void anErrorPassesThroughTheCleanUp(Shape shape) {
    last.ready();
    Error error = new AssertionError("end of the world");
    Future<String> failing =
        shape.body(
            log,
            Future.lazy(cx -> {
              throw error;
            }),
            last,
            () -> {});
    assertThatThrownBy(TestTask.of(failing)::poll).isSameAs(error);
    assertThat(log).containsExactly("begin", "clean", "cleaned");
  }

  @ParameterizedTest
  @EnumSource
  void aChildThatThrowsCancelledByItselfEndsTheBody(Shape shape) {
    last.ready();
    Cancelled own = new Cancelled("the child's own");
    Future<String> failing =
        shape.body(
            log,
            Future.lazy(cx -> {
              throw own;
            }),
            last,
            () -> {});
    assertThatThrownBy(TestTask.of(failing)::poll).isSameAs(own);
    assertThat(log).containsExactly("begin", "clean", "cleaned");
  }

  @ParameterizedTest
  @EnumSource
  void aSuspendedBodyTellsItsChain(Shape shape) throws Exception {
    Future<String> nested = shape.body(log, body(shape), last, () -> {});
    suspended(nested);
    String line =
        "at (\\S+/)?dev\\.wakeful\\.async\\.Shape\\.(lambda\\$)?unwoven(\\$\\d+)?\\(Shape\\.java:\\d+\\)\n";
    assertThat(AwaitTrace.print(nested)).matches("(" + line + "){2}on first\n");
    assertThat(nested.toString()).matches("async " + line.substring(3).strip());
    first.ready();
    last.ready();
    assertThat(nested.pollRaw(context())).isEqualTo("first");
    assertThat(AwaitTrace.of(nested)).hasSize(1);
    assertThat(nested.toString()).contains("running or over");
  }
}
