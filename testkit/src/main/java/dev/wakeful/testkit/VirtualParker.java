package dev.wakeful.testkit;

import dev.wakeful.env.Parker;
import java.util.concurrent.atomic.AtomicBoolean;

/// Parker of a [VirtualEnv].
///
/// The permit is kept here. The parker below only ends sleeps: it is unparked for a permit and when
/// the clock changes, and the sleeper looks which it was.
final class VirtualParker implements Parker {
  private final VirtualEnv env;
  private final Parker below;
  private final AtomicBoolean permit = new AtomicBoolean();

  VirtualParker(VirtualEnv env, Parker below) {
    this.env = env;
    this.below = below;
  }

  @Override
  public void park() {
    while (!permit.getAndSet(false)) {
      below.park();
    }
  }

  @Override
  public boolean park(long nanos) {
    if (nanos <= 0) {
      return permit.getAndSet(false);
    }
    VirtualClock clock = env.clock();
    long deadline = clock.nanos() + nanos;
    while (true) {
      // Asked before looking: whoever lets go of the clock has unparked us before that.
      boolean mayJump = env.mayJump();
      if (permit.getAndSet(false)) {
        return true;
      }
      long left = deadline - clock.nanos();
      if (left <= 0) {
        return false;
      }
      if (!clock.isPaused()) {
        below.park(left);
      } else if (mayJump) {
        clock.advanceTo(deadline);
      } else {
        parkUntilChange(deadline);
      }
    }
  }

  /// Sleeps until there is a permit or the clock changes.
  private void parkUntilChange(long deadline) {
    Runnable nudge = below::unpark;
    env.clock().onChange(nudge);
    try {
      if (env.standsStillBefore(deadline)) {
        below.park();
      }
    } finally {
      env.clock().removeListener(nudge);
    }
  }

  @Override
  public void unpark() {
    permit.set(true);
    below.unpark();
  }
}
