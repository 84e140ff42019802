package dev.wakeful.weave.shapes;

import dev.wakeful.weave.kit.Outcome;
import dev.wakeful.weave.kit.Schedule;
import dev.wakeful.weave.kit.Timing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// What every shape does unwoven, under every schedule. Computed when first asked for.
final class Oracle {
  private final Shapes shapes = new Shapes(Form.UNWOVEN.classes());
  private final Extent extent;
  private final Map<String, SequencedMap<Schedule, Outcome>> known = new TreeMap<>();

  Oracle(Extent extent) {
    this.extent = extent;
  }

  /// How many runs there are for a shape.
  ///
  /// @param seeds how many random timings
  /// @param points at how many suspensions it is cancelled, at most
  /// @param timings under which timings it is cancelled
  record Extent(int seeds, int points, List<Timing> timings) {
    static final Extent QUICK = new Extent(1, 9, List.of(Timing.ONCE));
    static final Extent LONG =
        new Extent(8, 60, List.of(Timing.ONCE, Timing.TWICE, Timing.random(100)));
  }

  /// The names of all shapes.
  List<String> names() {
    return shapes.names();
  }

  /// What a shape does.
  ///
  /// @param name of the shape
  synchronized SequencedMap<Schedule, Outcome> of(String name) {
    return known.computeIfAbsent(name, this::computeOnAVirtualThread);
  }

  /// Between two virtual threads a hand-off is ten times cheaper than between one and the thread of
  /// the test, and unwoven bodies do nothing else.
  private SequencedMap<Schedule, Outcome> computeOnAVirtualThread(String name) {
    FutureTask<SequencedMap<Schedule, Outcome>> task = new FutureTask<>(() -> compute(name));
    Thread.ofVirtual().start(task);
    try {
      return task.get();
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError("the shape " + name + " could not be run unwoven", e);
    }
  }

  private SequencedMap<Schedule, Outcome> compute(String name) {
    List<Schedule> schedules = new ArrayList<>();
    schedules.add(Schedule.natural(Timing.READY));
    schedules.add(Schedule.natural(Timing.ONCE));
    schedules.add(Schedule.natural(Timing.TWICE));
    for (int seed = 0; seed < extent.seeds; seed++) {
      schedules.add(Schedule.natural(Timing.random(seed)));
    }
    schedules.addAll(Schedule.unbegun());
    for (Timing timing : extent.timings) {
      int suspensions = shapes.run(name, Schedule.natural(timing)).suspensions();
      schedules.addAll(Schedule.cancelled(timing, suspensions, extent.points));
    }
    SequencedMap<Schedule, Outcome> outcomes = new LinkedHashMap<>();
    for (Schedule schedule : schedules) {
      outcomes.put(schedule, shapes.run(name, schedule));
    }
    return outcomes;
  }
}
