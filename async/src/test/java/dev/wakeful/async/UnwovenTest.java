package dev.wakeful.async;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.Future;
import dev.wakeful.task.Ambient;
import dev.wakeful.task.Cancelled;
import dev.wakeful.task.Context;
import dev.wakeful.task.Slot;
import dev.wakeful.task.Slots;
import dev.wakeful.task.Unhandled;
import dev.wakeful.task.Waker;
import dev.wakeful.testkit.TestTask;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What is particular to a body on a thread of its own.
class UnwovenTest {
  private static final Slot<String> PLACE = Slot.named("place", "somewhere");

  private final List<String> log = new ArrayList<>();
  private final AtomicReference<@Nullable Thread> ran = new AtomicReference<>();

  private Future<Void> noting(Future<?> awaited) {
    return async(() -> {
      ran.set(Thread.currentThread());
      try {
        await(awaited);
      } finally {
        log.add("clean");
      }
    });
  }

  private boolean threadEnds() throws InterruptedException {
    return Objects.requireNonNull(ran.get()).join(Duration.ofSeconds(10));
  }

  @Test
  void itsThreadEndsWithTheBody() throws Exception {
    assertThat(TestTask.of(noting(Future.ready(1))).poll().isReady()).isTrue();
    assertThat(threadEnds()).isTrue();
  }

  @Test
  void itsThreadEndsWhenTheBodyIsCancelled() throws Exception {
    TestTask<Void> task = TestTask.of(noting(Future.pending()));
    assertThat(task.poll().isPending()).isTrue();
    task.cancel();
    assertThat(log).containsExactly("clean");
    assertThat(threadEnds()).isTrue();
  }

  @Test
  void oneThatIsForgottenRunsNothingAndIsLeftToTheGarbageCollector() throws Exception {
    WeakReference<Object> held = forgotten();
    for (int i = 0; i < 500 && held.get() != null; i++) {
      System.gc();
      Thread.onSpinWait();
    }
    assertThat(held.get()).isNull();
    assertThat(log).isEmpty();
  }

  private WeakReference<Object> forgotten() throws Exception {
    Object held = new Object();
    Future<Void> body =
        async(() -> {
          try {
            await(Future.pending());
          } finally {
            log.add("clean-up of " + held);
          }
        });
    assertThat(TestTask.of(body).poll().isPending()).isTrue();
    return new WeakReference<>(held);
  }

  @Test
  void oneSideRunsAtATimeAndSeesWhatTheOtherDid() throws Exception {
    int[] counter = {0}; // plain: the baton orders the two sides
    Future<Integer> body =
        async(() -> {
          for (int i = 0; i < 1_000; i++) {
            counter[0]++;
            await(onceMore());
          }
          return counter[0];
        });
    int polls = 0;
    Object raw = body.pollRaw(Context.of(Waker.noop()));
    while (!(raw instanceof Integer)) {
      counter[0]++;
      polls++;
      raw = body.pollRaw(Context.of(Waker.noop()));
    }
    assertThat(polls).isEqualTo(1_000);
    assertThat(raw).isEqualTo(2_000);
  }

  private static Future<String> onceMore() {
    boolean[] polled = {false};
    return Future.pollFn(cx -> {
      boolean again = polled[0];
      polled[0] = true;
      return again ? dev.wakeful.task.Poll.ready("again") : dev.wakeful.task.Poll.pending();
    });
  }

  @Test
  void itSeesTheSlotsOfThePollUnderWay() throws Exception {
    Future<Void> body =
        async(() -> {
          log.add("here: " + Ambient.slots().find(PLACE));
          await(onceMore());
          log.add("here: " + Ambient.slots().find(PLACE));
        });
    TestTask<Void> somewhere = TestTask.of(body, Slots.none().with(PLACE, "somewhere"));
    assertThat(somewhere.poll().isPending()).isTrue();
    TestTask<Void> elsewhere = TestTask.of(body, Slots.none().with(PLACE, "elsewhere"));
    assertThat(elsewhere.poll().isReady()).isTrue();
    assertThat(log).containsExactly("here: somewhere", "here: elsewhere");
  }

  @Test
  void awaitOutsideABodyIsRefused() {
    assertThatThrownBy(() -> await(Future.ready(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("await was called outside an async body")
        .hasMessageContaining("between the braces of async(() -> { ... })")
        .hasMessageContaining("blockOn");
  }

  @Test
  void awaitInAFunctionOfAnAwaitedFutureIsRefused() {
    Future<Integer> body =
        async(() -> await(Future.ready(1).map(one -> one + await(Future.ready(1)))));
    assertThatThrownBy(TestTask.of(body)::poll)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("inside a future that an async body awaits");
  }

  @Test
  void awaitAfterAnAwaitThatThrewIsAllowed() throws Exception {
    Future<Integer> body =
        async(() -> {
          try {
            return await(Future.<Integer>failed(new Exception("first")));
          } catch (Exception e) {
            return await(Future.ready(2));
          }
        });
    assertThat(TestTask.of(body).poll().get()).isEqualTo(2);
  }

  @Test
  void awaitOnAThreadThatTheBodyStartedIsRefused() throws Exception {
    CompletableFuture<Throwable> refused = new CompletableFuture<>();
    Future<Void> body =
        async(() -> {
          Thread.ofPlatform()
              .start(() -> {
                try {
                  refused.complete(new AssertionError("got " + await(Future.ready(1))));
                } catch (Throwable e) {
                  refused.complete(e);
                }
              });
        });
    assertThat(TestTask.of(body).poll().isReady()).isTrue();
    assertThat(refused.get(10, TimeUnit.SECONDS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("outside an async body");
  }

  @Test
  void aBodyThatSwallowsItsCancellationIsGivenUpAndReported() throws Exception {
    List<Throwable> reported = new ArrayList<>();
    Slots slots = Slots.none().with(Unhandled.SLOT, (what, failure) -> reported.add(failure));
    int[] swallowed = {0};
    Future<Void> body =
        async(() -> {
          while (true) {
            try {
              await(Future.pending());
            } catch (Cancelled e) {
              swallowed[0]++;
            }
          }
        });
    TestTask<Void> task = TestTask.of(body, slots);
    assertThat(task.poll().isPending()).isTrue();
    task.cancel();
    assertThat(swallowed[0]).isEqualTo(AsyncFrame.PATIENCE);
    assertThat(reported).singleElement().isInstanceOf(IllegalStateException.class);
    assertThat(reported.getFirst())
        .hasMessageContaining(UnwovenTest.class.getName())
        .hasMessageContaining("caught its cancellation 64 times")
        .hasMessageContaining("Let Cancelled pass");
    assertThatThrownBy(task::poll).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aChildWhosePollCancelThrowsIsNoFailureOfTheAwait() throws Exception {
    List<Throwable> reported = new ArrayList<>();
    Slots slots = Slots.none().with(Unhandled.SLOT, (what, failure) -> reported.add(failure));
    RuntimeException broken = new RuntimeException("pollCancel must not throw");
    Future<Void> body =
        async(() -> {
          try {
            await(new Leaf("leaf", log).failingToCancel(broken));
          } catch (Exception e) {
            log.add("caught " + e);
          }
        });
    assertThat(TestTask.of(body, slots).poll().isPending()).isTrue();
    assertThat(body.pollCancel(Context.of(Waker.noop(), slots)).isReady()).isTrue();
    assertThat(log).containsExactly("cancel leaf");
    assertThat(reported).containsExactly(broken);
  }

  @Test
  void cancellingItselfWhileItRunsDoesNothing() throws Exception {
    AtomicReference<@Nullable Future<?>> self = new AtomicReference<>();
    Future<Integer> body =
        async(() -> {
          Objects.requireNonNull(self.get()).cancel();
          return await(Future.ready(1));
        });
    self.set(body);
    assertThat(TestTask.of(body).poll().get()).isEqualTo(1);
  }

  @Test
  void pollingItselfWhileItRunsIsRefused() {
    AtomicReference<@Nullable Future<?>> self = new AtomicReference<>();
    Future<Object> body = async(() -> (Object) await(Objects.requireNonNull(self.get())));
    self.set(body);
    assertThatThrownBy(TestTask.of(body)::poll)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was polled after");
  }

  @Test
  void aBodyKeptInAVariableIsStartedTwice() throws Exception {
    AsyncFunction<Integer, Integer> twice = x -> 2 * await(Future.ready(x));
    assertThat(TestTask.of(twice.start(1)).poll().get()).isEqualTo(2);
    assertThat(TestTask.of(twice.start(4)).poll().get()).isEqualTo(8);
  }

  @Test
  void closeFailuresSuppressedInACancellationAreReported() throws Exception {
    List<Throwable> reported = new ArrayList<>();
    Slots slots = Slots.none().with(Unhandled.SLOT, (what, failure) -> reported.add(failure));
    Exception broken = new Exception("does not close");
    Future<Void> body =
        async(() -> {
          try (AutoCloseable resource =
              () -> {
                throw broken;
              }) {
            log.add("opened " + (resource != null));
            await(Future.pending());
          }
        });
    TestTask<Void> task = TestTask.of(body, slots);
    assertThat(task.poll().isPending()).isTrue();
    task.cancel();
    assertThat(reported).containsExactly(broken);
  }
}
