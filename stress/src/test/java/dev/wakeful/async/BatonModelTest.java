package dev.wakeful.async;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.env.Parker;
import dev.wakeful.stress.Model;
import dev.wakeful.stress.MonitorParker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// An unwoven body and the one who polls it: the fields of [Unwoven] as a reduced copy, passed
/// around by the real [Baton].
class BatonModelTest {

  @Test
  void oneSideRunsAtATimeAndThePollerFindsAnEndOrSomethingAwaited() {
    Model.explore(1_000, () -> new Polls(proper(), true, false).run());
  }

  @Test
  void thePollerFindsTheEnd() {
    Model.explore(500, () -> new Polls(proper(), false, false).run());
  }

  @Test
  void twinWithOnePlaceForBothTakesItsOwnTurnBackAndLeavesTheOtherAsleep() {
    assertThatThrownBy(() -> Model.search(() -> new Polls(onePlace(), true, false).run()))
        .hasMessageContaining("deadlock");
  }

  @Test
  void twinThatPassesTheTurnTooEarlyHidesTheEnd() {
    assertThatThrownBy(() -> Model.search(() -> new Polls(proper(), false, true).run()))
        .hasMessageContaining("no end and nothing awaited");
  }

  private static Baton proper() {
    return new Baton(new MonitorParker(), new MonitorParker());
  }

  /// The fault: the giver may take its own permit back.
  private static Baton onePlace() {
    Parker both = new MonitorParker();
    return new Baton(both, both);
  }

  /// A body that may suspend once, and ends; and a poller who polls until then.
  private static final class Polls implements Runnable {
    final Baton baton;
    final boolean suspends;
    final boolean endsTooEarly;

    // plain, as in Unwoven: the turn orders them
    @Nullable String awaiting;
    boolean ended;
    int running;

    // the checker does not hear of what a thread throws
    boolean both;
    boolean lost;

    Polls(Baton baton, boolean suspends, boolean endsTooEarly) {
      this.baton = baton;
      this.suspends = suspends;
      this.endsTooEarly = endsTooEarly;
    }

    @Override
    public void run() {
      Model.share(this);
      Model.threads(new Poller(), new Body());
      Model.check("both sides ran", !both);
      Model.check("no end and nothing awaited", !lost);
    }

    void enter() {
      both |= running != 0;
      running++;
    }

    void leave() {
      running--;
    }

    private final class Poller implements Runnable {
      @Override
      public void run() {
        poll(); // no loop: the checker does not try all switches in one
        if (suspends) {
          poll();
        }
      }

      private void poll() {
        baton.toBody();
        enter();
        lost |= !ended && awaiting == null;
        awaiting = null;
        leave();
      }
    }

    private final class Body implements Runnable {
      @Override
      public void run() {
        baton.awaitFirst();
        enter();
        if (suspends) {
          awaiting = "something";
          leave();
          baton.toPoller();
          enter();
        }
        leave();
        if (endsTooEarly) {
          baton.end();
          ended = true;
        } else {
          ended = true;
          baton.end();
        }
      }
    }
  }
}
