package dev.wakeful.runtime;

/// What a graceful close found unfinished at its deadline.
///
/// @param cancelledTasks how many tasks were cancelled
/// @param blockingQuiet whether no blocking call runs any more; one that does is left alone on its
///   daemon thread
public record CloseReport(int cancelledTasks, boolean blockingQuiet) {

  /// Whether everything came to its own end.
  public boolean isClean() {
    return cancelledTasks == 0 && blockingQuiet;
  }
}
