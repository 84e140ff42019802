package dev.wakeful.reactor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// The registrations of a reactor by token.
///
/// A token is a place and its generation. A place is used again after its registration has gone,
/// under the next generation: an event that was under way then names a token which nobody has.
///
/// Additions and removals are made under this object's lock; a look-up takes none. The array is
/// replaced when it grows. A look-up always sees the registration it asks for: it was put here
/// before the poller heard of its token.
final class Slab {
  private static final int INITIAL_PLACES = 64;

  private volatile AtomicReferenceArray<@Nullable Registration> places =
      new AtomicReferenceArray<>(INITIAL_PLACES);

  /// How often each place has been given back. Guarded by this, as are the fields below.
  private int[] generations = new int[INITIAL_PLACES];

  private int[] free = new int[INITIAL_PLACES];
  private int freeCount;
  private int used;
  private volatile int size;

  /// What makes a registration for a token.
  @FunctionalInterface
  interface Maker {
    Registration make(long token);
  }

  synchronized Registration add(Maker maker) {
    int place = freeCount > 0 ? free[--freeCount] : used++;
    if (place == places.length()) {
      grow();
    }
    Registration made = maker.make((long) generations[place] << 32 | place);
    places.set(place, made);
    size = size + 1;
    return made;
  }

  /// Removes a registration, if it is here.
  synchronized void remove(Registration gone) {
    int place = place(gone.token());
    if (places.compareAndSet(place, gone, null)) {
      generations[place]++;
      free[freeCount++] = place;
      size = size - 1;
    }
  }

  /// The registration of a token, or null when it is gone.
  @Nullable Registration find(long token) {
    Registration found = places.get(place(token));
    return found != null && found.token() == token ? found : null;
  }

  /// How many there are.
  int size() {
    return size;
  }

  /// Removes them all.
  synchronized List<Registration> removeAll() {
    List<Registration> gone = new ArrayList<>(size);
    for (int place = 0; place < used; place++) {
      Registration found = places.get(place);
      if (found != null) {
        gone.add(found);
        remove(found);
      }
    }
    return gone;
  }

  private void grow() {
    int length = places.length() * 2;
    AtomicReferenceArray<@Nullable Registration> larger = new AtomicReferenceArray<>(length);
    for (int place = 0; place < places.length(); place++) {
      larger.set(place, places.get(place));
    }
    generations = Arrays.copyOf(generations, length);
    free = Arrays.copyOf(free, length);
    places = larger;
  }

  private static int place(long token) {
    return (int) token;
  }
}
