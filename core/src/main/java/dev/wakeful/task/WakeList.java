package dev.wakeful.task;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Wakers gathered under a lock, to be woken after it is released.
///
/// One thread uses it. It empties itself on [#wakeAll] and can be filled again.
public final class WakeList {
  private final List<Waker> wakers = new ArrayList<>();

  /// An empty list.
  public WakeList() {}

  /// Adds a waker; null is ignored.
  ///
  /// @param waker whom to wake later
  public void add(@Nullable Waker waker) {
    if (waker != null) {
      wakers.add(waker);
    }
  }

  /// Whether there is nobody to wake.
  public boolean isEmpty() {
    return wakers.isEmpty();
  }

  /// Wakes everyone, in the order of adding. A waker that throws breaks its contract but not the
  /// others: all are woken, then the first failure is thrown with the later ones suppressed.
  public void wakeAll() {
    @Nullable Throwable first = null;
    for (int i = 0; i < wakers.size(); i++) {
      try {
        wakers.get(i).wake();
      } catch (RuntimeException | Error e) {
        if (first == null) {
          first = e;
        } else if (first != e) {
          first.addSuppressed(e);
        }
      }
    }
    wakers.clear();
    switch (first) {
      case null -> {}
      case Error error -> throw error;
      default -> throw (RuntimeException) first;
    }
  }
}
