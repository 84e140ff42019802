package dev.wakeful.examples.redis;

import org.jspecify.annotations.Nullable;

/// A key of a database with its value and its end. [Database] alone changes it.
final class Entry {
  /// [#expiresAt] of an entry that stays.
  static final long NEVER = -1;

  /// Under which it is found.
  final Key key;

  /// What is found.
  Value value;

  /// The last millisecond of its life, or [#NEVER].
  long expiresAt = NEVER;

  /// What will remove it then; null when it stays.
  Deadlines.@Nullable Deadline end;

  Entry(Key key, Value value) {
    this.key = key;
    this.value = value;
  }
}
