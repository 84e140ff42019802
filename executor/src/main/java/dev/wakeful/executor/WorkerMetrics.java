package dev.wakeful.executor;

import java.time.Duration;

/// What one worker has done so far.
///
/// Each number is exact as of a moment ago, at most 61 polls, and never goes back, but for
/// `queued`; they are not all of the same moment.
///
/// @param name the name of its thread
/// @param polls how many polls of tasks it has begun
/// @param nextSlotPolls how many of these were of a task that the one before it had woken
/// @param budgetYields how many used up their cooperation budget and go on later
/// @param localSchedules how often it queued a task itself
/// @param overflows how often its queue was full, and half of it went to the executor's
/// @param steals how many tasks it took from other workers
/// @param stealOperations in how many goes
/// @param parks how often it went to sleep; one more than `unparks` while it sleeps
/// @param unparks how often it came back
/// @param noops how often it came back and found nothing to do
/// @param driverTurns how often it looked for events of sockets and timers
/// @param busy for how long it was awake, up to now
/// @param queued how many tasks wait in its queue
/// @param pollTimes how long its polls took, as far as they were timed
public record WorkerMetrics(
    String name,
    long polls,
    long nextSlotPolls,
    long budgetYields,
    long localSchedules,
    long overflows,
    long steals,
    long stealOperations,
    long parks,
    long unparks,
    long noops,
    long driverTurns,
    Duration busy,
    int queued,
    PollTimes pollTimes) {

  /// Whether it sleeps.
  public boolean isParked() {
    return parks > unparks;
  }
}
