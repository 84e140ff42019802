package dev.wakeful.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.Future;
import dev.wakeful.future.Futures;
import dev.wakeful.stream.FuturesUnordered;
import dev.wakeful.stream.Next;
import dev.wakeful.task.AtomicWaker;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import dev.wakeful.testkit.CountingWaker;
import dev.wakeful.testkit.HostileWaker;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Sets of futures whose members are woken by other threads, on real ones.
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WakeSetThreadsTest {
  private final FuturesUnordered<Integer> set = new FuturesUnordered<>();

  @Test
  @Tag("F-70")
  void aWakeFromAnotherThreadDuringThePollIsOneMorePoll() throws Exception {
    AtomicInteger polls = new AtomicInteger();
    set.push(
        Future.pollFn(cx -> {
          if (polls.incrementAndGet() == 2) {
            return Poll.ready(1);
          }
          Thread other = Thread.ofPlatform().start(cx.waker()::wake);
          other.join(); // woken before this poll has answered
          return Poll.pending();
        }));
    CountingWaker waker = new CountingWaker();
    assertThat(set.pollNext(Context.of(waker))).isEqualTo(Next.pending());
    assertThat(waker.count()).isPositive();
    assertThat(set.pollNext(Context.of(waker))).isEqualTo(Next.item(1));
    assertThat(polls.get()).isEqualTo(2);
  }

  @Test
  @Tag("F-70")
  void nothingIsLostBetweenFourThreadsAndAnOwnerThatSleeps() throws Exception {
    int threads = 4;
    int each = 20_000;
    List<Raised> members = new ArrayList<>();
    for (int i = 0; i < threads * each; i++) {
      members.add(new Raised(i));
    }
    set.pushAll(members);
    List<Thread> wakers = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int first = t;
      wakers.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int i = first; i < members.size(); i += threads) {
                  members.get(i).wakeForNothing();
                  members.get(i).raise();
                }
              }));
    }
    BitSet given = new BitSet();
    Sleeper sleeper = new Sleeper();
    Context cx = Context.of(sleeper);
    for (Next<Integer> next = set.pollNext(cx);
        !(next instanceof Next.End<Integer>);
        next = set.pollNext(cx)) {
      switch (next) {
        case Next.Item<Integer>(Integer item) -> {
          assertThat(given.get(item)).as("given twice").isFalse();
          given.set(item);
        }
        case Next.Pending<Integer> pending -> sleeper.sleep();
        case Next.End<Integer> end -> throw new AssertionError(end);
      }
    }
    assertThat(given.cardinality()).isEqualTo(members.size());
    for (Thread waker : wakers) {
      waker.join();
    }
    assertThat(members).allSatisfy(member -> assertThat(member.polls).isLessThanOrEqualTo(3));
  }

  @Test
  @Tag("F-22")
  void aJoinOfManyHearsOfEachFromOtherThreads() throws Exception {
    List<Raised> members = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      members.add(new Raised(i));
    }
    Future<List<Integer>> all = Futures.joinAll(members);
    Thread one = Thread.ofPlatform().start(() -> members.forEach(Raised::raise));
    Thread other = Thread.ofPlatform().start(() -> members.reversed().forEach(Raised::raise));
    Sleeper sleeper = new Sleeper();
    Context cx = Context.of(sleeper);
    Poll<List<Integer>> answer = all.poll(cx);
    while (answer.isPending()) {
      sleeper.sleep();
      answer = all.poll(cx);
    }
    one.join();
    other.join();
    for (int i = 0; i < members.size(); i++) {
      assertThat(answer.get().get(i)).isEqualTo(i);
    }
  }

  @Test
  @Tag("F-75")
  void wakesThatMeetAClearAreHarmless() throws Exception {
    CountingWaker waker = new CountingWaker();
    Context cx = Context.of(waker);
    for (int round = 0; round < 200; round++) {
      List<Raised> members = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        members.add(new Raised(i));
      }
      set.pushAll(members);
      assertThat(set.pollNext(cx)).isEqualTo(Next.pending());
      Thread other = Thread.ofPlatform().start(() -> members.forEach(Raised::wakeForNothing));
      set.clear();
      set.push(Future.ready(round));
      assertThat(set.pollNext(cx)).isEqualTo(Next.item(round));
      other.join();
      assertThat(set.pollNext(cx)).isEqualTo(Next.end());
      assertThat(members).allSatisfy(member -> assertThat(member.polls).isEqualTo(1));
    }
  }

  @Test
  @Tag("F-74")
  @Tag("C-13")
  void anOwnersWakerThatThrowsLosesNobody() throws Exception {
    List<Gate> gates = List.of(new Gate(0), new Gate(1));
    set.pushAll(gates);
    RuntimeException broken = new IllegalStateException("waker");
    HostileWaker hostile = new HostileWaker().thatThrows(broken);
    assertThat(set.pollNext(Context.of(hostile))).isEqualTo(Next.pending());
    assertThatThrownBy(gates.get(0)::open).isSameAs(broken);
    gates.get(1).open();
    Context cx = Context.of(Waker.noop());
    assertThat(set.pollNext(cx)).isEqualTo(Next.item(0));
    assertThat(set.pollNext(cx)).isEqualTo(Next.item(1));
    assertThat(set.pollNext(cx)).isEqualTo(Next.end());
  }

  @Test
  @Tag("C-13")
  void anOwnersWakerMayComeBackIntoTheSet() throws Exception {
    List<Gate> gates = List.of(new Gate(0), new Gate(1));
    set.pushAll(gates);
    HostileWaker hostile =
        new HostileWaker()
            .thatRuns(() -> {
              gates.get(1).open();
              set.push(Future.ready(2));
            });
    assertThat(set.pollNext(Context.of(hostile))).isEqualTo(Next.pending());
    gates.get(0).open();
    Context cx = Context.of(Waker.noop());
    assertThat(set.pollNext(cx)).isEqualTo(Next.item(2));
    assertThat(set.pollNext(cx)).isEqualTo(Next.item(0));
    assertThat(set.pollNext(cx)).isEqualTo(Next.item(1));
    assertThat(hostile.wakes()).isEqualTo(1);
  }

  /// The waker of a thread that sleeps.
  private static final class Sleeper implements Waker {
    private final Semaphore woken = new Semaphore(0);

    @Override
    public void wake() {
      woken.release();
    }

    void sleep() throws InterruptedException {
      woken.acquire();
      woken.drainPermits();
    }
  }

  /// Ready when another thread has raised it.
  private static final class Raised implements Future<Integer> {
    private final int value;
    private final AtomicWaker waker = new AtomicWaker();
    private volatile boolean raised;
    private int polls;

    Raised(int value) {
      this.value = value;
    }

    void raise() {
      raised = true;
      waker.wake();
    }

    void wakeForNothing() {
      waker.wake();
    }

    @Override
    public Poll<Integer> poll(Context cx) {
      polls++;
      waker.register(cx.waker());
      return raised ? Poll.ready(value) : Poll.pending();
    }
  }
}
