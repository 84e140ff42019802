package dev.wakeful.time;

/// One timer: a link in the list of a [TimerWheel] slot. It is a part of the future that waits for
/// it, so that a timer costs no object of its own.
///
/// All fields belong to the wheel while the entry is in it.
abstract class TimerEntry {
  /// Slot of an entry that is in no wheel.
  static final int NOWHERE = -1;

  /// Neighbours in the ring of the slot; itself when it is alone or in no wheel.
  TimerEntry previous = this;

  TimerEntry next = this;

  /// When it is due, on the scale of the clock.
  long deadline;

  /// The first tick at which it is due.
  long tick;

  /// How many entries the wheel had taken before it: the order among equal deadlines.
  long number;

  /// Which slot it is in.
  int slot = NOWHERE;

  final boolean isLinked() {
    return slot != NOWHERE;
  }
}
