package dev.wakeful.env;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.stress.Model;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// The permit of a [ThreadParker] between one sleeper and two givers.
///
/// The checker lets `LockSupport.park` return early, so a sleeper that nobody unparks is not seen
/// here: the jcstress test would hang on it. What is seen is a permit lost.
class ThreadParkerModelTest {

  @Test
  void noGiftIsLostOnASleeper() {
    Model.explore(500, () -> new Protocol(new ThreadParker(), true).run());
  }

  @Test
  void noGiftIsLostOnALook() {
    Model.explore(1_000, () -> new Protocol(new ThreadParker(), false).run());
  }

  @Test
  void twinThatLooksAndTakesInTwoStepsLosesAGift() {
    assertThatThrownBy(() -> Model.search(() -> new Protocol(new TwoSteps(), false).run()))
        .hasMessageContaining("a gift without a permit");
  }

  /// Each giver leaves a gift and then a permit: after taking a permit and the gifts there, a gift
  /// that comes later has a permit of its own.
  private static final class Protocol implements Runnable {
    private final Parker parker;
    private final boolean sleeps;
    private final AtomicBoolean one = new AtomicBoolean();
    private final AtomicBoolean other = new AtomicBoolean();

    Protocol(Parker parker, boolean sleeps) {
      this.parker = parker;
      this.sleeps = sleeps;
    }

    @Override
    public void run() {
      Model.share(this);
      Model.threads(new Sleeper(), new Giver(one), new Giver(other));
      if (one.get() || other.get()) {
        Model.check("a gift without a permit", parker.park(0));
      }
    }

    private final class Sleeper implements Runnable {
      @Override
      public void run() {
        if (sleeps) {
          parker.park();
        } else if (!parker.park(0)) {
          return;
        }
        one.set(false);
        other.set(false);
      }
    }

    private final class Giver implements Runnable {
      private final AtomicBoolean gift;

      Giver(AtomicBoolean gift) {
        this.gift = gift;
      }

      @Override
      public void run() {
        gift.set(true);
        parker.unpark();
      }
    }
  }

  /// Looks, then takes, in two steps.
  private static final class TwoSteps implements Parker {
    private volatile boolean permit;

    @Override
    public void park() {
      throw new AssertionError("this twin only looks");
    }

    @Override
    public boolean park(long nanos) {
      boolean taken = permit;
      permit = false; // the fault: a permit may have come since
      return taken;
    }

    @Override
    public void unpark() {
      permit = true;
    }
  }
}
