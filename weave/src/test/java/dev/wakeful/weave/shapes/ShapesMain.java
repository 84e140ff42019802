package dev.wakeful.weave.shapes;

import dev.wakeful.weave.kit.ClassFiles;
import dev.wakeful.weave.kit.Schedule;
import dev.wakeful.weave.kit.Timing;
import dev.wakeful.weave.kit.World;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs the shapes of a directory in a virtual machine of its own and writes what they do.
final class ShapesMain {
  private ShapesMain() {}

  /// The schedules of such a run.
  static List<Schedule> schedules() {
    return List.of(
        Schedule.natural(Timing.READY),
        Schedule.natural(Timing.ONCE),
        Schedule.natural(Timing.random(7)),
        new Schedule(Timing.ONCE, Schedule.Ending.HARD, 1, Timing.READY),
        new Schedule(Timing.ONCE, Schedule.Ending.HARD, 2, Timing.ONCE),
        new Schedule(Timing.ONCE, Schedule.Ending.GRACEFUL, 1, Timing.ONCE));
  }

  /// All that the shapes do under those schedules.
  ///
  /// @param classes the shapes
  static List<String> records(ClassFiles classes) {
    Shapes shapes = new Shapes(classes);
    List<String> records = new ArrayList<>();
    for (String name : shapes.names()) {
      for (Schedule schedule : schedules()) {
        records.add(name + ", " + schedule + ":\n" + shapes.run(name, schedule).text() + "\n");
      }
    }
    return records;
  }

  /// The command line.
  ///
  /// @param arguments the directory of classes, and the file to write
  public static void main(String[] arguments) throws Exception {
    ClassFiles classes = ClassFiles.read(Path.of(arguments[0]));
    World world = new World(Schedule.natural(Timing.READY));
    String made = new Shapes(classes).start("Stack.intBelow", world).getClass().getName();
    if (!made.startsWith("shapes.Stack$async$")) {
      throw new IllegalStateException("the shapes are not woven, a body is a " + made);
    }
    List<String> records = records(classes);
    Files.writeString(Path.of(arguments[1]), String.join("", records), StandardCharsets.UTF_8);
  }
}
