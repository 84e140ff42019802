package dev.wakeful.env;

/// A place for one thread to sleep, with one permit.
///
/// One thread parks, any thread unparks. Unlike `LockSupport` the permit belongs to this object and
/// not to the thread, so that nobody else's parking can eat it; and it can be replaced by one made
/// of a monitor, which is what a model checker needs to find a missing re-check.
public interface Parker {

  /// Sleeps until the permit is there, and takes it. Never returns without one.
  void park();

  /// Sleeps until the permit is there or the time is over, and takes the permit if it is there.
  ///
  /// @param nanos how long at most; zero or less only takes the permit
  /// @return whether the permit was taken
  boolean park(long nanos);

  /// Makes the permit available. Many calls before a park are one permit.
  void unpark();
}
