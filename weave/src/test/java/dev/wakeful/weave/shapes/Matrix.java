package dev.wakeful.weave.shapes;

import dev.wakeful.weave.kit.ClassFiles;
import dev.wakeful.weave.kit.Outcome;
import dev.wakeful.weave.kit.Schedule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Woven shapes held against what the same shapes do unwoven.
final class Matrix {
  private final String form;
  private final ClassFiles classes;
  private final Shapes shapes;

  Matrix(String form, ClassFiles classes) {
    this.form = form;
    this.classes = classes;
    this.shapes = new Shapes(classes);
  }

  /// Runs one shape under all schedules.
  ///
  /// @param name of the shape
  /// @param expected what is right
  /// @return what went wrong, nothing when all is well
  List<String> failures(String name, Map<Schedule, Outcome> expected) {
    List<String> failures = new ArrayList<>();
    expected.forEach((schedule, right) -> {
      Outcome got = shapes.run(name, schedule);
      if (!got.equals(right)) {
        failures.add(complaint(name, schedule, right, got));
      } else if (!right.violations().isEmpty()) {
        failures.add(name + ", " + schedule + ", woven or not:\n" + right.text());
      }
    });
    return failures;
  }

  private String complaint(String name, Schedule schedule, Outcome right, Outcome got) {
    String owner = "shapes." + name.substring(0, name.indexOf('.'));
    Path dump = Dump.write(classes, owner, Path.of("target", "shapes", form, owner + ".txt"));
    return "%s as %s, %s:\n unwoven\n%s\n woven\n%s\n code: %s"
        .formatted(name, form, schedule, right.text(), got.text(), dump.toAbsolutePath());
  }
}
