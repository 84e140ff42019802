package dev.wakeful.examples.redis;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One of the numbered key spaces, and the clients that wait for a list to appear in it.
///
/// A key whose time is over is gone for everybody who asks, even before its deadline has removed
/// it.
final class Database {
  /// What SELECT calls it.
  final int index;

  /// In the order in which keys were created, so that KEYS is predictable.
  private final Map<Key, Entry> entries = new LinkedHashMap<>();

  /// Who waits for which list, first come, first served.
  private final Map<Key, LinkedHashSet<BlockedPop>> waiting = new LinkedHashMap<>();

  /// The time.
  private final Now now;

  /// Where the ends of keys are noted.
  private final Deadlines deadlines;

  /// How many keys have an end.
  private int expiring;

  Database(int index, Now now, Deadlines deadlines) {
    this.index = index;
    this.now = now;
    this.deadlines = deadlines;
  }

  /// The entry of a key, or null when there is none or its time is over.
  @Nullable Entry find(Key key) {
    Entry entry = entries.get(key);
    if (entry != null && isOver(entry)) {
      remove(entry);
      return null;
    }
    return entry;
  }

  /// The value of a key, or null; an error when it is of another type.
  ///
  /// @param type what the command works on
  <V extends Value> @Nullable V find(Key key, Class<V> type) {
    Entry entry = find(key);
    if (entry == null) {
      return null;
    }
    if (!type.isInstance(entry.value)) {
      throw CommandException.wrongType();
    }
    return type.cast(entry.value);
  }

  /// Gives a key a value, whatever it had; its end stays as it is.
  Entry put(Key key, Value value) {
    Entry entry = find(key);
    if (entry == null) {
      entry = new Entry(key, value);
      entries.put(key, entry);
    } else {
      entry.value = value;
    }
    return entry;
  }

  /// Removes a key.
  ///
  /// @return whether it was there
  boolean remove(Key key) {
    Entry entry = find(key);
    if (entry != null) {
      remove(entry);
    }
    return entry != null;
  }

  /// Sets the end of an entry.
  ///
  /// @param at the last millisecond it is there
  void expire(Entry entry, long at) {
    persist(entry);
    entry.expiresAt = at;
    long over = at == Long.MAX_VALUE ? at : at + 1;
    entry.end = deadlines.add(over, () -> remove(entry));
    expiring++;
  }

  /// Takes the end away.
  ///
  /// @return whether there was one
  boolean persist(Entry entry) {
    Deadlines.Deadline end = entry.end;
    if (end == null) {
      return false;
    }
    deadlines.remove(end);
    entry.end = null;
    entry.expiresAt = Entry.NEVER;
    expiring--;
    return true;
  }

  /// Removes all keys. Clients that wait go on waiting.
  void clear() {
    List.copyOf(entries.values()).forEach(this::remove);
  }

  /// Keys, oldest first, of entries that are not over.
  List<Key> keys() {
    return entries.values().stream().filter(e -> !isOver(e)).map(e -> e.key).toList();
  }

  /// How many keys there are, those included whose time is over by less than a moment.
  int size() {
    return entries.size();
  }

  /// How many of them have an end.
  int expiring() {
    return expiring;
  }

  /// Adds somebody who waits for this list.
  void await(Key key, BlockedPop waiter) {
    waiting.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(waiter);
  }

  /// Removes somebody who waits for this list.
  void forget(Key key, BlockedPop waiter) {
    LinkedHashSet<BlockedPop> line = waiting.get(key);
    if (line != null && line.remove(waiter) && line.isEmpty()) {
      waiting.remove(key);
    }
  }

  /// Those who wait for this list, the first who came first.
  Collection<BlockedPop> waiting(Key key) {
    LinkedHashSet<BlockedPop> line = waiting.get(key);
    return line == null ? List.of() : line;
  }

  private boolean isOver(Entry entry) {
    return entry.expiresAt != Entry.NEVER && now.millis() > entry.expiresAt;
  }

  private void remove(Entry entry) {
    persist(entry);
    entries.remove(entry.key);
  }
}
