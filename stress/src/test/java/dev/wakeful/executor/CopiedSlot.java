package dev.wakeful.executor;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// [NextSlot] with seams for faults.
class CopiedSlot implements NextSlotModelTest.Slot {
  private static final long CLOSED = -1;
  private static final long HELD = -2;

  private final AtomicReference<@Nullable Task<?>> task = new AtomicReference<>();
  private final AtomicLong ended = new AtomicLong();
  private final AtomicLong gate = new AtomicLong(CLOSED);

  @Override
  public boolean isEmpty() {
    return task.get() == null;
  }

  @Override
  public void put(Task<?> woken) {
    task.set(woken);
  }

  @Override
  public void ends() {
    ended.incrementAndGet();
  }

  @Override
  public @Nullable Task<?> take() {
    return !isEmpty() && close() ? remove() : null;
  }

  boolean close() {
    long found = gate.get();
    return found == CLOSED || (found != HELD && gate.compareAndSet(found, CLOSED));
  }

  @Override
  public @Nullable Task<?> takeDuringPoll() {
    throw new UnsupportedOperationException("no twin needs it");
  }

  @Override
  public void open(long polls) {
    long found = gate.get();
    if (found != HELD && found != polls) {
      gate.compareAndSet(found, polls);
    }
  }

  @Override
  public @Nullable Task<?> steal() {
    long found = gate.get();
    if (isEmpty() || found != ended.get() || !gate.compareAndSet(found, held(found))) {
      return null;
    }
    Task<?> taken = isStill(found) ? remove() : null;
    gate.set(found);
    return taken;
  }

  long held(long found) {
    return HELD;
  }

  boolean isStill(long found) {
    return found == ended.get();
  }

  private @Nullable Task<?> remove() {
    Task<?> taken = task.get();
    if (taken != null) {
      task.set(null);
    }
    return taken;
  }
}
