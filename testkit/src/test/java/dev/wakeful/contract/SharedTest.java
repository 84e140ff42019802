package dev.wakeful.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.AwaitTrace;
import dev.wakeful.future.Future;
import dev.wakeful.future.Outcome;
import dev.wakeful.future.SharedFuture;
import dev.wakeful.task.AtomicWaker;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import dev.wakeful.testkit.CountingWaker;
import dev.wakeful.testkit.HostileWaker;
import dev.wakeful.testkit.TestTask;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One future, several owners.
@Tag("F-8")
class SharedTest {
  private final Context noop = Context.of(Waker.noop());

  @Test
  void allOwnersGetTheSameValueAndOnePolls() throws Exception {
    Object value = new Object();
    Scripted<Object> source = Scripted.value(1, value);
    SharedFuture<Object> one = source.shared();
    SharedFuture<Object> two = one.share();
    TestTask<Object> first = TestTask.of(one);
    TestTask<Object> second = TestTask.of(two);
    assertThat(first.poll().isPending()).isTrue();
    assertThat(second.poll().isPending()).isTrue();
    assertThat(source.finished).as("the second has polled nothing").isFalse();
    source.wake();
    assertThat(first.isWoken()).isTrue();
    assertThat(second.isWoken()).isTrue();
    assertThat(second.poll()).isEqualTo(Poll.ready(value));
    assertThat(first.poll()).isEqualTo(Poll.ready(value));
    assertThatThrownBy(first::poll)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("`shared`");
  }

  @Test
  void whoeverWaitsIsToldOfTheEnd() throws Exception {
    Scripted<Integer> source = Scripted.value(1, 1);
    SharedFuture<Integer> one = source.shared();
    TestTask<Integer> first = TestTask.of(one);
    TestTask<Integer> second = TestTask.of(one.share());
    assertThat(first.poll().isPending()).isTrue();
    source.wake();
    assertThat(second.poll()).as("whoever comes first drives").isEqualTo(Poll.ready(1));
    assertThat(first.poll()).isEqualTo(Poll.ready(1));
  }

  @Test
  void allOwnersGetTheSameFailure() {
    Exception broken = new Exception("broken");
    SharedFuture<Object> one = Future.failed(broken).shared();
    SharedFuture<Object> two = one.share();
    assertThatThrownBy(() -> one.poll(noop)).isSameAs(broken);
    assertThatThrownBy(() -> two.poll(noop)).isSameAs(broken);
  }

  @Test
  void peekSeesTheOutcomeAndAnUnpolledOwnerKeepsIt() throws Exception {
    SharedFuture<Integer> kept = Future.ready(1).shared();
    SharedFuture<Integer> owner = kept.share();
    assertThat(kept.peek()).as("does not poll").isEmpty();
    assertThat(owner.poll(noop).isReady()).isTrue();
    assertThat(kept.peek()).contains(new Outcome.Success<>(1));
    assertThat(owner.peek()).isEmpty();
    assertThat(kept.share().poll(noop)).isEqualTo(Poll.ready(1));
    assertThatThrownBy(owner::share).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theLastOwnerCancelsTheSource() throws Exception {
    Scripted<Integer> source = Scripted.value(9, 1);
    SharedFuture<Integer> one = source.shared();
    SharedFuture<Integer> two = one.share();
    assertThat(one.poll(noop).isPending()).isTrue();
    one.cancel();
    one.cancel();
    assertThat(source.cancelled).isFalse();
    two.cancel();
    assertThat(source.cancelled).isTrue();
    assertThatThrownBy(() -> two.poll(noop)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void oneWhoPolledAndIsCancelledHoldsUpNobody() throws Exception {
    Scripted<Integer> source = Scripted.value(1, 1);
    SharedFuture<Integer> one = source.shared();
    TestTask<Integer> driver = TestTask.of(one);
    TestTask<Integer> other = TestTask.of(one.share());
    assertThat(driver.poll().isPending()).isTrue();
    assertThat(other.poll().isPending()).isTrue();
    source.wake();
    driver.cancel(); // woken, and does not come
    assertThat(other.isWoken()).isTrue();
    assertThat(other.poll()).isEqualTo(Poll.ready(1));
  }

  @Test
  void oneWhoWaitsAndIsCancelledIsNotWoken() throws Exception {
    Scripted<Integer> source = Scripted.value(1, 1);
    SharedFuture<Integer> one = source.shared();
    List<TestTask<Integer>> owners = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      owners.add(TestTask.of(one.share()));
      assertThat(owners.get(i).poll().isPending()).isTrue();
    }
    owners.get(1).cancel();
    owners.get(4).cancel();
    source.wake();
    assertThat(owners).map(TestTask::wakes).containsExactly(1, 0, 1, 1, 0);
  }

  @Test
  void aWakeDuringThePollIsPassedOnToAllWhoWait() throws Exception {
    int[] polls = {0};
    Future<Integer> restless =
        Future.pollFn(cx -> {
          if (++polls[0] == 3) {
            return Poll.ready(1);
          }
          cx.waker().wake();
          return Poll.pending();
        });
    SharedFuture<Integer> one = restless.shared();
    TestTask<Integer> first = TestTask.of(one);
    TestTask<Integer> second = TestTask.of(one.share());
    assertThat(first.poll().isPending()).isTrue();
    assertThat(first.isWoken()).isTrue();
    assertThat(second.poll().isPending()).isTrue();
    assertThat(first.poll()).isEqualTo(Poll.ready(1));
    assertThat(second.isWoken()).isTrue();
    assertThat(second.poll()).isEqualTo(Poll.ready(1));
    assertThat(polls[0]).isEqualTo(3);
  }

  @Test
  void withoutAWakeOnlyTheOneWhoPolledLastPollsTheSource() throws Exception {
    int[] polls = {0};
    Future<Integer> source =
        Future.pollFn(cx -> {
          polls[0]++;
          return Poll.pending();
        });
    SharedFuture<Integer> one = source.shared();
    SharedFuture<Integer> two = one.share();
    assertThat(one.poll(noop).isPending()).isTrue();
    assertThat(two.poll(noop).isPending()).isTrue();
    assertThat(polls[0]).isEqualTo(1);
    assertThat(one.poll(noop).isPending()).isTrue();
    assertThat(polls[0]).isEqualTo(2);
  }

  @Test
  void aDyingPollPoisonsTheOthers() {
    Error error = new AssertionError("dies");
    SharedFuture<Integer> one = Scripted.<Integer>error(0, error).shared();
    SharedFuture<Integer> two = one.share();
    assertThatThrownBy(() -> one.poll(noop)).isSameAs(error);
    assertThatThrownBy(() -> two.poll(noop))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("poisoned")
        .hasCause(error);
    assertThatThrownBy(() -> one.poll(noop)).hasMessageContaining("`shared`");
  }

  @Test
  void anOwnerMayBeCancelledWithinThePoll() throws Exception {
    SharedFuture<?>[] other = new SharedFuture<?>[1];
    Future<Integer> source =
        Future.lazy(cx -> {
          other[0].cancel();
          return 1;
        });
    SharedFuture<Integer> one = source.shared();
    other[0] = one.share();
    assertThat(one.poll(noop)).isEqualTo(Poll.ready(1));
  }

  @Test
  void aSourceThatPollsItsOwnSharesIsPendingAndNotStuck() throws Exception {
    SharedFuture<?>[] other = new SharedFuture<?>[1];
    Future<Poll<?>> source = Future.lazy(cx -> other[0].poll(cx));
    SharedFuture<Poll<?>> one = source.shared();
    other[0] = one.share();
    assertThat(one.poll(noop)).isEqualTo(Poll.ready(Poll.pending()));
  }

  @Test
  @Tag("C-13")
  void wakersMayCallBackAndThrow() throws Exception {
    Scripted<Integer> source = Scripted.value(1, 1);
    SharedFuture<Integer> one = source.shared();
    SharedFuture<Integer> two = one.share();
    SharedFuture<Integer> three = one.share();
    RuntimeException thrown = new IllegalStateException("a waker");
    HostileWaker hostile = new HostileWaker().thatRuns(three::cancel).thatThrows(thrown);
    CountingWaker good = new CountingWaker();
    assertThat(one.poll(Context.of(hostile)).isPending()).isTrue();
    assertThat(two.poll(Context.of(good)).isPending()).isTrue();
    assertThat(three.poll(noop).isPending()).isTrue();
    assertThatThrownBy(source::wake).isSameAs(thrown);
    assertThat(good.count()).isEqualTo(1);
    assertThat(two.poll(noop)).isEqualTo(Poll.ready(1));
  }

  @Test
  void theLastOwnerWaitsForTheCleanUp() throws Exception {
    int[] cleanUps = {2};
    Future<Integer> source =
        new Future<>() {
          @Override
          public Poll<Integer> poll(Context cx) {
            return Poll.pending();
          }

          @Override
          public Poll<Void> pollCancel(Context cx) {
            return --cleanUps[0] > 0 ? Poll.pending() : Poll.done();
          }
        };
    SharedFuture<Integer> one = source.shared();
    SharedFuture<Integer> two = one.share();
    assertThat(one.pollCancel(noop).isReady()).isTrue();
    assertThat(cleanUps[0]).isEqualTo(2);
    assertThat(two.pollCancel(noop).isPending()).isTrue();
    assertThat(two.pollCancel(noop).isReady()).isTrue();
    assertThat(two.pollCancel(noop).isReady()).isTrue();
    assertThat(cleanUps[0]).isZero();
  }

  @Test
  void eachOwnerShowsTheSource() {
    SharedFuture<Integer> one = Future.ready(1).map(x -> x).shared();
    assertThat(AwaitTrace.print(one.share())).isEqualTo("on shared\non map\non ready\n");
    one.cancel();
    assertThat(AwaitTrace.print(one)).isEqualTo("on shared\n");
  }

  @Test
  void anOutcomeUsesUpTheBudget() throws Exception {
    SharedFuture<Integer> kept = Future.ready(1).shared();
    assertThat(kept.share().poll(noop).isReady()).isTrue();
    Context limited = Context.of(Waker.noop());
    limited.begin(Waker.noop(), 1);
    SharedFuture<Integer> last = kept.share();
    assertThat(kept.share().poll(limited).isReady()).isTrue();
    assertThat(last.poll(limited).isPending()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void ownersOnManyThreadsAllGetIt(int threads) throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(threads + 1)) {
      for (int round = 0; round < 300; round++) {
        CountDownLatch go = new CountDownLatch(1);
        var source = new TicketFuture(5);
        SharedFuture<Integer> root = source.shared();
        var results = new ArrayList<java.util.concurrent.Future<Integer>>();
        for (int i = 0; i < threads; i++) {
          SharedFuture<Integer> mine = root.share();
          boolean quits = i > 0 && i % 2 == 0;
          results.add(
              pool.submit(() -> {
                go.await();
                return quits ? pollOnceAndQuit(mine) : block(mine);
              }));
        }
        var waking =
            pool.submit(() -> {
              go.await();
              source.runOut();
              return 0;
            });
        go.countDown();
        for (var result : results) {
          assertThat(result.get()).isEqualTo(5);
        }
        waking.get();
        root.cancel();
      }
    }
  }

  private static int pollOnceAndQuit(SharedFuture<Integer> future) throws Exception {
    Poll<Integer> answer = future.poll(Context.of(Waker.noop()));
    future.cancel();
    return answer.isReady() ? answer.get() : 5;
  }

  /// Polls when it is woken and not otherwise: a lost wake-up hangs.
  private static int block(SharedFuture<Integer> future) throws Exception {
    Semaphore permits = new Semaphore(0);
    Context cx = Context.of(permits::release);
    Poll<Integer> answer = future.poll(cx);
    while (answer.isPending()) {
      permits.acquire();
      answer = future.poll(cx);
    }
    return answer.get();
  }

  /// Ready after so many tickets; each wakes.
  private static final class TicketFuture implements Future<Integer> {
    private final AtomicWaker waker = new AtomicWaker();
    private final int tickets;
    private volatile int seen;

    TicketFuture(int tickets) {
      this.tickets = tickets;
    }

    void runOut() {
      for (int i = 1; i <= tickets; i++) {
        seen = i;
        waker.wake();
      }
    }

    @Override
    public Poll<Integer> poll(Context cx) {
      waker.register(cx.waker());
      int now = seen;
      return now == tickets ? Poll.ready(now) : Poll.pending();
    }
  }
}
