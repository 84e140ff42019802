package dev.wakeful.sync;

/// What became of an item that was not to wait.
public enum TrySend {
  /// The channel has it.
  SENT,
  /// There is no room now, or others wait for it; the caller still has the item.
  FULL,
  /// There will never be room; the caller still has the item.
  CLOSED
}
