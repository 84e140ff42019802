package dev.wakeful.examples.redis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A client that waits for the first element of one of several lists: a BLPOP that found nothing.
///
/// Compared by identity: it stands in the line of each of its keys.
final class BlockedPop {
  /// Who waits.
  final Session session;

  /// Where.
  final Database database;

  /// For which lists; the first named that has an element gives it.
  final List<Key> keys;

  /// What ends the wait without an element; null when nothing does.
  Deadlines.@Nullable Deadline timeout;

  BlockedPop(Session session, Database database, List<Key> keys) {
    this.session = session;
    this.database = database;
    this.keys = keys;
  }

  /// Stands in all its lines.
  void enter() {
    keys.forEach(key -> database.await(key, this));
  }

  /// Leaves all its lines, and takes its timeout back.
  void leave(Deadlines deadlines) {
    keys.forEach(key -> database.forget(key, this));
    if (timeout != null) {
      deadlines.remove(timeout);
    }
  }
}
