package dev.wakeful.observe;

import dev.wakeful.executor.LongPoll;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/// A long poll whose thread does not compute but waits: for a lock, a sleep, a file, a socket.
@Name("dev.wakeful.BlockedWorker")
@Label("Blocked Worker")
@Category({"Wakeful", "Scheduling"})
@Description("A poll blocks its worker; what blocks belongs on the blocking pool")
@StackTrace(false)
final class BlockedWorkerEvent extends Event {
  @Label("Worker")
  final String worker;

  @Label("Task")
  final String task;

  @Label("Lasted")
  @Description("For how long the poll had lasted when it was found")
  @Timespan(Timespan.NANOSECONDS)
  final long lasted;

  @Label("Blocked In")
  @Description("The call that waits")
  final String blockedIn;

  @Label("Worker Stack")
  final String workerStack;

  BlockedWorkerEvent(LongPoll poll) {
    this.worker = poll.worker();
    this.task = poll.task();
    this.lasted = poll.lasted().toNanos();
    this.blockedIn = poll.stack().getFirst().toString();
    this.workerStack = LongPollEvent.stack(poll);
  }

  /// Whether the poll looks as if it waited: its thread is in a native method. A thread that waits
  /// to enter a monitor is not found so; the JDK has an event of its own for that.
  static boolean isBlocked(LongPoll poll) {
    return !poll.stack().isEmpty() && poll.stack().getFirst().isNativeMethod();
  }
}
