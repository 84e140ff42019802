package dev.wakeful.executor;

import java.util.ArrayList;
import java.util.List;

/// What the watchdog of a [MultiThreadExecutor] does at each tick.
///
/// A worker that has not moved between two ticks is in one long poll, or its thread gets no
/// processor, which comes to nearly the same:
///
/// 1. if it is in a poll, its next-slot is opened to thieves until that is over;
/// 2. if tasks wait for it, or for anybody, a sleeping worker is woken. (The idle protocol alone
///    sees to it that not everybody sleeps while a task waits. It can let a task wait behind a long
///    poll: see `stress/README.md`);
/// 3. if the driver has not been turned since the last tick and nobody sleeps in it, a sleeping
///    worker is woken, which finds no work and sleeps there; if none sleeps, the next one that ends
///    a poll is told to turn it.
///
/// So with all workers but one stuck, the last one hears of sockets and timers within two ticks.
/// With all of them stuck nobody does, until one poll ends.
final class WorkerBeat implements Watchdog.Beat {
  private final Crew crew;
  private final List<Glance> workers = new ArrayList<>();
  private long turnsSeen = -1;

  WorkerBeat(Crew crew) {
    this.crew = crew;
    for (int i = 0; i < crew.size(); i++) {
      workers.add(new Glance(crew.worker(i).state()));
    }
  }

  @Override
  public void tick(LongPolls polls, long now) {
    boolean anyStuck = false;
    boolean workWaits = !crew.inject().isEmpty();
    long turns = 0;
    for (int i = 0; i < workers.size(); i++) {
      Glance glance = workers.get(i);
      Worker worker = crew.worker(i);
      glance.look(now);
      polls.tellOf(glance, now);
      turns += worker.counters().read(WorkerCounters.DRIVER_TURNS);
      if (glance.isStuck()) {
        anyStuck = true;
        worker.state().foundStuck(glance.sequence());
        workWaits |= worker.hasOwnTask();
      }
    }
    if (anyStuck && workWaits) {
      crew.wakeAny();
    }
    if (turns == turnsSeen) {
      crew.handDriverOver();
    }
    turnsSeen = turns;
  }
}
