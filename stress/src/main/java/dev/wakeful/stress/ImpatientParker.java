package dev.wakeful.stress;

import dev.wakeful.env.Parker;
import java.util.concurrent.atomic.AtomicBoolean;

/// A parker that does not sleep: the time is always over. It notes that somebody would have slept.
public final class ImpatientParker implements Parker {
  private final AtomicBoolean permit = new AtomicBoolean();
  private volatile boolean slept;

  /// A parker without a permit.
  public ImpatientParker() {}

  @Override
  public void park() {
    slept = true;
  }

  @Override
  public boolean park(long nanos) {
    return permit.getAndSet(false);
  }

  @Override
  public void unpark() {
    permit.set(true);
  }

  /// Whether somebody would have slept without a limit.
  public boolean hasSlept() {
    return slept;
  }

  /// Whether somebody unparked, and nobody has taken the permit.
  public boolean hasPermit() {
    return permit.get();
  }
}
