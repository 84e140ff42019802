package dev.wakeful.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.WakeSet;
import dev.wakeful.testkit.CountingWaker;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A [WakeSet] used by one thread: whose turn is when, and who is where.
class WakeSetTest {
  private final WakeSet<Child> set = new WakeSet<>();
  private final CountingWaker owner = new CountingWaker();
  private final Context cx = Context.of(owner);

  private Child addLast() {
    Child child = new Child();
    set.addLast(child);
    return child;
  }

  private List<Child> pollAll() {
    List<Child> polled = new ArrayList<>();
    set.begin();
    for (Child child = set.next(cx); child != null; child = set.next(cx)) {
      set.contextOf(child, cx);
      polled.add(child);
    }
    return polled;
  }

  private List<Child> walk() {
    List<Child> found = new ArrayList<>();
    for (Child at = set.first(); at != null; at = set.after(at)) {
      found.add(at);
    }
    return found;
  }

  @Test
  @Tag("F-70")
  void theOwnerIsWokenOnceForManyWhoWakeIt() {
    Child one = addLast();
    Child two = addLast();
    Child three = addLast();
    assertThat(pollAll()).containsExactly(one, two, three);
    two.wake();
    two.wake();
    three.wake();
    one.wake();
    three.wake();
    assertThat(owner.count()).isEqualTo(1);
    assertThat(pollAll()).containsExactly(two, three, one);
    assertThat(pollAll()).isEmpty();
    assertThat(owner.count()).isEqualTo(1);
  }

  @Test
  @Tag("F-70")
  void anOwnerThatIsWokenForNothingIsNotWokenSoAgain() {
    Child one = addLast();
    Child other = addLast();
    assertThat(pollAll()).hasSize(2);
    int wakes = 0;
    for (int poll = 0; poll < 60; poll++) {
      one.wake();
      wakes++;
      set.begin();
      assertThat(set.next(cx)).isSameAs(one);
      set.contextOf(one, cx);
      other.wake(); // while the owner runs, who will find it
      wakes += poll == 0 ? 1 : 0;
      assertThat(set.next(cx)).isSameAs(other);
      set.contextOf(other, cx);
      assertThat(set.next(cx)).isNull();
      assertThat(owner.count()).isEqualTo(wakes);
    }
  }

  @Test
  @Tag("F-70")
  void oneThatIsWokenAgainAndAgainDoesNotKeepOthersFromTheirTurn() {
    Child restless = addLast();
    Child other = addLast();
    pollAll();
    restless.wake();
    other.wake();
    List<Child> polled = new ArrayList<>();
    set.begin();
    for (int i = 0; i < 2; i++) {
      Child child = set.next(cx);
      if (child != null) {
        polled.add(child);
        set.contextOf(child, cx);
      }
      restless.wake();
    }
    assertThat(polled).containsExactly(restless, other);
  }

  @Test
  @Tag("F-70")
  void oneThatWakesItselfAndHasMoreToGiveHasOneTurn() {
    Child child = addLast();
    set.begin();
    assertThat(set.next(cx)).isSameAs(child);
    set.contextOf(child, cx);
    child.wake();
    set.again(child);
    assertThat(pollAll()).containsExactly(child);
    assertThat(pollAll()).isEmpty();
  }

  @Test
  @Tag("F-70")
  void oneWhoseTurnIsPutOffComesFirst() {
    Context tight = Context.of(owner);
    Child one = addLast();
    Child two = addLast();
    pollAll();
    one.wake();
    two.wake();
    set.begin();
    tight.begin(owner, 0);
    assertThat(set.next(tight)).isNull();
    one.wake(); // is waiting already
    assertThat(pollAll()).containsExactly(one, two);
    assertThat(pollAll()).isEmpty();
  }

  @Test
  @Tag("F-75")
  void oneThatLeavesAfterItWasWokenIsNotHeldByTheSet() {
    Child child = addLast();
    addLast();
    pollAll();
    child.wake();
    set.remove(child);
    child.wake();
    assertThat(pollAll()).isEmpty();
    assertThat(walk()).hasSize(1).doesNotContain(child);
    assertThat(set.after(child)).isNull();
  }

  @Test
  @Tag("F-70")
  void itDoesWhatAListAndAQueueDo() {
    for (int seed = 0; seed < 2_000; seed++) {
      new Comparison(new Random(seed)).run();
    }
  }

  /// Whatever an owner can do, at random, beside the same with collections of the JDK.
  private static final class Comparison {
    private final Random random;
    private final WakeSet<Child> set = new WakeSet<>();
    private final Context cx = Context.of(new CountingWaker());
    private final List<Child> members = new ArrayList<>();

    /// Who is to be polled before those woken since.
    private final ArrayDeque<Child> known = new ArrayDeque<>();

    private final ArrayDeque<Child> woken = new ArrayDeque<>();
    private final List<Child> polledOnce = new ArrayList<>();

    Comparison(Random random) {
      this.random = random;
    }

    void run() {
      for (int step = 0; step < 60; step++) {
        switch (random.nextInt(8)) {
          case 0, 1 -> add(true);
          case 2 -> add(false);
          case 3 -> remove(random.nextInt(4) == 0 ? 0 : random.nextInt(members.size() + 1));
          case 4, 5 -> wake();
          case 6 -> poll(random.nextInt(3));
          default -> poll(Integer.MAX_VALUE);
        }
        check();
      }
    }

    private void add(boolean last) {
      Child child = new Child();
      known.add(child);
      if (last) {
        set.addLast(child);
        members.add(child);
      } else {
        set.addFirst(child);
        members.addFirst(child);
      }
    }

    private void remove(int index) {
      if (index < members.size()) {
        Child gone = members.remove(index);
        set.remove(gone);
        known.remove(gone);
        if (woken.peek() == gone) {
          woken.remove();
          known.addAll(woken);
          woken.clear();
        }
        woken.remove(gone);
        polledOnce.remove(gone);
      }
    }

    private void wake() {
      if (!polledOnce.isEmpty()) {
        Child child = polledOnce.get(random.nextInt(polledOnce.size()));
        child.wake();
        if (!known.contains(child) && !woken.contains(child)) {
          woken.add(child);
        }
      }
    }

    private @Nullable Child take(boolean more) {
      if (known.isEmpty()) {
        known.addAll(woken);
        woken.clear();
      }
      return more ? known.poll() : null;
    }

    private void poll(int most) {
      int left = members.size();
      set.begin();
      for (int i = 0; i < most; i++) {
        Child child = set.next(cx);
        assertThat(child).as("whose turn it is").isSameAs(take(i < left));
        if (child == null) {
          return;
        }
        set.contextOf(child, cx);
        polledOnce.remove(child);
        polledOnce.add(child);
        switch (random.nextInt(5)) {
          case 0 -> remove(members.indexOf(child));
          case 1 -> {
            set.again(child);
            known.add(child);
          }
          default -> {}
        }
      }
    }

    private void check() {
      List<Child> found = new ArrayList<>();
      for (Child at = set.first(); at != null; at = set.after(at)) {
        found.add(at);
      }
      assertThat(found).isEqualTo(members);
      assertThat(set.size()).isEqualTo(members.size());
    }
  }

  private static final class Child extends WakeSet.Member {
    @Override
    protected void cancel() {}

    @Override
    protected Poll<Void> pollCancel(Context cx) {
      return Poll.done();
    }
  }
}
