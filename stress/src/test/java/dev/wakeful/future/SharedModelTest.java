package dev.wakeful.future;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.stress.Model;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Owners of one future: some sleep until it is ready, one polls once and gives up.
class SharedModelTest {

  @Test
  void bothOwnersHearOfTheEnd() {
    Model.explore(
        500,
        () -> {
          Event event = new Event();
          SharedFuture<Integer> one = event.shared();
          new BothStay(one, one.share(), event).run();
        });
  }

  @Test
  void oneWhoGivesUpHoldsUpNobody() {
    Model.explore(
        500,
        () -> {
          Event event = new Event();
          SharedFuture<Integer> one = event.shared();
          new OneLeaves(one, one.share(), event).run();
        });
  }

  @Test
  void twinThatForgetsAWakeDuringThePollSleepsForEver() {
    assertThatThrownBy(() ->
            Model.search(() -> {
              Event event = new Event();
              Weak weak = new Weak(event, Fault.FORGETS_A_WAKE);
              new BothStay(weak.owner(), weak.owner(), event).run();
            }))
        .hasMessageContaining("deadlock");
  }

  @Test
  void twinThatWakesOnlyTheOneWhoPolledSleepsForEver() {
    assertThatThrownBy(() ->
            Model.search(() -> {
              Event event = new Event();
              Weak weak = new Weak(event, Fault.WAKES_THE_DRIVER);
              new OneLeaves(weak.owner(), weak.owner(), event).run();
            }))
        .hasMessageContaining("deadlock");
  }

  @Test
  void twinThatLooksForTheOutcomeBeforeItLocksSleepsForEver() {
    assertThatThrownBy(() ->
            Model.search(() -> {
              Event event = new Event();
              Weak weak = new Weak(event, Fault.LOOKS_EARLY);
              new BothStay(weak.owner(), weak.owner(), event).run();
            }))
        .hasMessageContaining("deadlock");
  }

  private static final class BothStay implements Runnable {
    final Sleeper one;
    final Sleeper two;
    final Event event;

    BothStay(Future<?> one, Future<?> two, Event event) {
      this.one = new Sleeper(one);
      this.two = new Sleeper(two);
      this.event = event;
    }

    @Override
    public void run() {
      Model.share(this);
      Model.threads(one, two, event);
      Model.check("an owner has left early", one.ended && two.ended);
    }
  }

  private static final class OneLeaves implements Runnable {
    final Quitter quitter;
    final Sleeper stays;
    final Event event;

    OneLeaves(Future<?> leaves, Future<?> stays, Event event) {
      this.quitter = new Quitter(leaves);
      this.stays = new Sleeper(stays);
      this.event = event;
    }

    @Override
    public void run() {
      Model.share(this);
      Model.threads(quitter, stays, event);
      Model.check("the owner has left early", stays.ended);
    }
  }

  private record Quitter(Future<?> future) implements Runnable {
    @Override
    public void run() {
      try {
        future.poll(Context.of(Waker.noop()));
      } catch (Exception e) {
        throw new AssertionError("nothing fails here", e);
      }
      future.cancel();
    }
  }

  private enum Fault {
    FORGETS_A_WAKE,
    WAKES_THE_DRIVER,
    LOOKS_EARLY
  }

  /// [SharedSource], reduced, with one fault.
  private static final class Weak implements Waker {
    private final Future<Integer> future;
    private final Fault fault;
    private final List<Owner> waiting = new ArrayList<>();
    private boolean polling;
    private boolean woken = true;
    private @Nullable Owner driver;
    private volatile boolean ended;

    Weak(Future<Integer> future, Fault fault) {
      this.future = future;
      this.fault = fault;
    }

    Owner owner() {
      return new Owner(this);
    }

    boolean poll(Owner owner) {
      if (ended) {
        return true;
      }
      if (!enter(owner)) {
        return ended && fault != Fault.LOOKS_EARLY;
      }
      try {
        exit(future.poll(Context.of(this)).isReady());
      } catch (Exception e) {
        throw new AssertionError("nothing fails here", e);
      }
      return ended;
    }

    private synchronized boolean enter(Owner owner) {
      if (ended && fault != Fault.LOOKS_EARLY) {
        return false;
      }
      if (!waiting.contains(owner)) {
        waiting.add(owner);
      }
      if (polling || ended || !(woken || driver == owner)) {
        return false;
      }
      driver = owner;
      polling = true;
      woken = false;
      return true;
    }

    private void exit(boolean ready) {
      List<Waker> wakers = List.of();
      synchronized (this) {
        polling = false;
        ended |= ready;
        if (ready || woken) {
          wakers = takeAll();
        }
      }
      wakers.forEach(Waker::wake);
    }

    @Override
    public void wake() {
      List<Waker> wakers;
      synchronized (this) {
        if (polling && fault == Fault.FORGETS_A_WAKE) {
          return;
        }
        woken = true;
        if (polling) {
          return;
        }
        wakers = fault == Fault.WAKES_THE_DRIVER ? takeDriver() : takeAll();
      }
      wakers.forEach(Waker::wake);
    }

    private List<Waker> takeDriver() {
      Owner last = driver;
      return last != null && waiting.remove(last) ? List.of(last.wakerOrNoop()) : List.of();
    }

    private List<Waker> takeAll() {
      List<Waker> wakers = new ArrayList<>();
      for (Owner owner : waiting) {
        wakers.add(owner.wakerOrNoop());
      }
      waiting.clear();
      return wakers;
    }

    synchronized void leave(Owner owner) {
      waiting.remove(owner);
    }
  }

  private static final class Owner implements Future<Integer> {
    private final Weak weak;
    private @Nullable Waker waker;

    Owner(Weak weak) {
      this.weak = weak;
    }

    Waker wakerOrNoop() {
      Waker left = waker;
      return left == null ? Waker.noop() : left;
    }

    @Override
    public Poll<Integer> poll(Context cx) {
      synchronized (weak) {
        waker = cx.waker();
      }
      return weak.poll(this) ? Poll.ready(1) : Poll.pending();
    }

    @Override
    public void cancel() {
      weak.leave(this);
    }
  }
}
