package dev.wakeful.executor;

import dev.wakeful.env.Clock;
import dev.wakeful.task.Slots;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One thread of the multi-thread executor: a ring, a slot for the task to run next, and the loop.
///
/// Where the next task comes from, in order:
///
/// 1. every 61st turn the inject queue, so that work from outside is never starved by tasks that
///    keep waking themselves; and the driver is turned without waiting, so that sockets and timers
///    are not starved either. Both at once when the [Watchdog] finds that 61 turns take too long;
/// 2. the next-slot: a task woken by the task that just ran, whose data is warm. At most three in a
///    row, then it counts as any other;
/// 3. the own ring, then the inject queue;
/// 4. half of another worker's ring, or what is in its next-slot if it is stuck in a poll; at most
///    half of the workers search at once.
///
/// Then it sleeps: in the driver if nobody else does, on its parker otherwise.
///
/// Tasks woken by a turn of the driver go to the ring without waking another worker: waking a core
/// costs more than polling a few tasks. If they are many, or still there after [#PATIENCE] turns,
/// another one is woken.
final class Worker implements Runnable {
  /// Turns between two calls for help with tasks that wake themselves.
  private static final int HELP_INTERVAL = 8;

  /// How many tasks may come from the next-slot in a row.
  private static final int MAX_NEXT_IN_A_ROW = 3;

  /// How many tasks a turn of the driver may wake before another worker is called to help at once.
  private static final int CROWD = 16;

  /// After how many turns another worker is called to help with what the driver has woken.
  private static final int PATIENCE = 8;

  private final MultiThreadExecutor executor;
  private final Crew crew;
  private final int number;
  private final TaskContext tasks;
  private final RunQueue queue = new RunQueue();
  private final OwnedTasks owned = new OwnedTasks();
  private final RandomGenerator random;
  private final WorkerState state;
  private final WorkerCounters counters = new WorkerCounters();
  private final Clock clock;
  private final NextSlot next = new NextSlot();
  private final int budget;
  private final int driverInterval;
  private final int injectInterval;
  private final boolean nextSlotAllowed;

  // The rest belongs to the worker's thread.
  private int nextInARow;
  private int scheduled; // since the last tally(), as the next one
  private int nextPolls;
  private int turn;
  private int untilDriver;
  private int untilInject;
  private boolean searching;
  private boolean inDriver;
  private int patience;
  private int failuresSeen;
  private long wokenAt = -1;

  Worker(MultiThreadExecutor executor, Crew crew, int number) {
    Setup setup = executor.setup();
    this.executor = executor;
    this.crew = crew;
    this.number = number;
    this.clock = setup.env().clock();
    Slots slots = StreamChance.in(executor.slots(), setup, Integer.toString(number));
    this.tasks = new TaskContext(slots, next);
    this.state = new WorkerState(setup, counters, tasks, next);
    this.budget = setup.budget();
    this.driverInterval = setup.eventInterval();
    this.injectInterval = setup.injectInterval(61);
    this.nextSlotAllowed = setup.nextSlot();
    this.random = setup.entropy().stream("steal/" + setup.name() + "-" + number);
  }

  /// Shows what the worker is about. Any thread may call it; the worker notices nothing, so the
  /// answer is that of a moment ago.
  void show(DumpTaker taker) {
    state.show(taker, name());
  }

  /// What tasks find that this worker polls.
  Slots slots() {
    return tasks.slots();
  }

  OwnedTasks owned() {
    return owned;
  }

  MultiThreadExecutor executor() {
    return executor;
  }

  WorkerState state() {
    return state;
  }

  WorkerCounters counters() {
    return counters;
  }

  /// What it has done so far. Any thread may ask.
  WorkerMetrics metrics() {
    return counters.metrics(name(), queue.length() + (next.isEmpty() ? 0 : 1), clock.nanos());
  }

  /// Polls tasks until the executor closes.
  @Override
  public void run() {
    state.runsOn(Thread.currentThread());
    counters.wakes(clock.nanos());
    executor.watchdog().awake();
    try {
      work();
    } finally {
      counters.rests(clock.nanos());
      tally();
      executor.watchdog().asleep();
      state.runsOn(null);
    }
  }

  private void work() {
    boolean timeAll = executor.setup().timeEveryPoll();
    while (!executor.isClosing()) {
      turn++;
      boolean due = crew.isDriverDue();
      boolean interval = --untilDriver <= 0 || due;
      if (interval) {
        untilDriver = driverInterval;
        tally();
        untilInject = due ? 0 : untilInject;
        crew.tryTurnDriver(this);
        executor.failures().reportForgotten();
      }
      Task<?> task = findTask();
      if (task == null) {
        sleep();
        continue;
      }
      if (searching) {
        searching = false;
        if (crew.idle().stopSearching() && crew.hasWork()) {
          crew.wakeForNewWork();
        }
      }
      poll(task, interval || timeAll);
      if (patience > 0 && --patience == 0 && queue.length() > 0) {
        crew.wakeForNewWork();
      }
    }
  }

  private void poll(Task<?> task, boolean timed) {
    long begun = timed ? clock.nanos() : 0;
    counters.beat();
    task.run(tasks, budget);
    counters.beat();
    if (timed) {
      counters.timed(clock.nanos() - begun);
    }
  }

  /// Publishes what is counted often.
  private void tally() {
    counters.add(WorkerCounters.LOCAL_SCHEDULES, scheduled);
    counters.add(WorkerCounters.NEXT_SLOT_POLLS, nextPolls);
    scheduled = 0;
    nextPolls = 0;
  }

  private @Nullable Task<?> findTask() {
    InjectQueue inject = crew.inject();
    if (--untilInject <= 0) {
      untilInject = injectInterval;
      // A share and not one: what comes from outside while all are busy waits one round of the
      // ring and not 61 turns for each task before it.
      Task<?> task = inject.popBatch(queue, crew.size());
      if (task != null) {
        return task;
      }
    }
    Task<?> task = next.take();
    if (task != null) {
      nextPolls++;
      return task;
    }
    nextInARow = 0;
    task = queue.pop();
    if (task == null) {
      task = inject.popBatch(queue, crew.size());
    }
    return task != null ? task : search();
  }

  private @Nullable Task<?> search() {
    if (!searching) {
      if (!crew.idle().startSearching()) {
        return null;
      }
      searching = true;
    }
    int workers = crew.size();
    int start = random.nextInt(workers);
    for (int i = 0; i < workers; i++) {
      Worker victim = crew.worker((start + i) % workers);
      if (victim != this) {
        Task<?> task = victim.queue.stealInto(queue);
        if (task != null) {
          counters.add(WorkerCounters.STEALS, 1 + queue.length());
        } else {
          task = victim.next.steal();
          if (task == null) {
            continue;
          }
          counters.count(WorkerCounters.STEALS);
        }
        counters.count(WorkerCounters.STEAL_OPERATIONS);
        return task;
      }
    }
    return crew.inject().popBatch(queue, workers);
  }

  /// A task woken on this thread.
  void schedule(Task<?> task) {
    scheduled++;
    if (inDriver) {
      push(task);
      return;
    }
    boolean free = next.isEmpty();
    if (free && nextSlotAllowed && nextInARow < MAX_NEXT_IN_A_ROW) {
      next.put(task);
      nextInARow++;
      return; // the first queued task: no other worker is woken for it, here or in the ring
    }
    push(task);
    if (!free || queue.length() > 1) {
      crew.wakeForNewWork();
    }
  }

  /// A task of this thread that woke itself. This worker will come to it; calling another one is a
  /// matter of speed only, so the question (a full fence) is put now and then.
  void reschedule(Task<?> task) {
    scheduled++;
    if (!tasks.hasBudget()) {
      counters.count(WorkerCounters.BUDGET_YIELDS);
    }
    push(task);
    if (turn % HELP_INTERVAL == 0 && queue.length() > 1) {
      crew.wakeForNewWork();
    }
  }

  private void push(Task<?> task) {
    while (!queue.push(task)) {
      Task<?>[] half = queue.popHalf();
      if (half != null) {
        crew.inject().pushAll(half, task);
        counters.count(WorkerCounters.OVERFLOWS);
        return;
      }
    }
  }

  /// Turns the driver, which this thread has to itself.
  void turnDriver(long nanos) {
    int before = queue.length();
    inDriver = true;
    try {
      executor.setup().driver().turn(nanos);
    } finally {
      inDriver = false;
      counters.count(WorkerCounters.DRIVER_TURNS); // the watchdog asks when this was last
    }
    int woken = queue.length() - before;
    if (woken > CROWD) {
      crew.wakeForNewWork();
    } else if (woken > 1 && patience == 0) {
      patience = PATIENCE;
    }
  }

  private void sleep() {
    if (!next.isEmpty()) {
      Thread.onSpinWait(); // a thief is at it, and will be gone in a moment
      return;
    }
    tally();
    if (wokenAt == counters.sequence()) {
      counters.count(WorkerCounters.NOOPS);
    }
    wokenAt = -1;
    tidy();
    executor.lookWhetherQuiet();
    executor.hooks().park();
    if (hasOwnTask()) {
      // A failure handler or a hook has woken somebody. The outside must be heard all the same.
      crew.tryTurnDriver(this);
    } else {
      sleepUnlessThereIsWork();
    }
    executor.hooks().unpark();
  }

  private void sleepUnlessThereIsWork() {
    IdleSet idle = crew.idle();
    boolean lookAgain = idle.sleep(number, searching);
    searching = false;
    if ((lookAgain && crew.hasWork()) || executor.isClosing()) {
      boolean picked = idle.awake(number);
      if (picked) {
        state.isAwake();
      }
      // Searching if it may: there may be more than one task, and a searcher that finds one calls
      // help.
      searching = picked || idle.startSearching();
      return;
    }
    counters.parks(clock.nanos());
    executor.watchdog().asleep();
    if (crew.tryTakeDriver()) {
      try {
        boolean waits = state.mayWaitInDriver();
        while (waits && state.isInDriver() && queue.length() == 0) {
          turnDriver(-1);
        }
      } finally {
        crew.releaseDriver();
      }
    } else {
      state.park();
    }
    state.isAwake();
    counters.unparks(clock.nanos());
    wokenAt = counters.sequence();
    searching = idle.awake(number);
    executor.watchdog().awake();
  }

  /// Whether a task waits here: exact for the owner, a guess for others.
  boolean hasOwnTask() {
    return !next.isEmpty() || queue.length() > 0;
  }

  /// Whether another worker could steal something: for its last look before sleep.
  boolean isStealable() {
    return !queue.isEmpty() || next.isStealable();
  }

  /// The poll under way is going to block this thread: others take over all that waits for it.
  void beginBlocking() {
    state.blocks(true);
    Task<?> task = next.takeDuringPoll();
    if (task != null) {
      push(task);
    }
    if (queue.length() > 0) {
      crew.wakeForNewWork();
    }
    crew.handDriverOver();
  }

  int number() {
    return number;
  }

  String name() {
    return executor.setup().threadName(number);
  }

  /// Before sleep, when there is time: failures that nobody can take any more are found by the
  /// garbage collector only if nothing here holds the finished tasks.
  private void tidy() {
    tasks.forget();
    UnjoinedFailures failures = executor.failures();
    failures.reportForgotten();
    int seen = failures.everWatched();
    if (seen != failuresSeen) {
      failuresSeen = seen;
      queue.forgetTaken();
      owned.tidy();
      executor.tidyOwned();
    }
  }
}
