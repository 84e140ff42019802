package dev.wakeful.weave.fuzz;

import dev.wakeful.future.Future;
import dev.wakeful.weave.Finding;
import dev.wakeful.weave.Weaver;
import dev.wakeful.weave.Weaving;
import dev.wakeful.weave.fuzz.Compilers.Form;
import dev.wakeful.weave.fuzz.Failure.Kind;
import dev.wakeful.weave.kit.Describe;
import dev.wakeful.weave.kit.Driver;
import dev.wakeful.weave.kit.Outcome;
import dev.wakeful.weave.kit.Schedule;
import dev.wakeful.weave.kit.Timing;
import dev.wakeful.weave.kit.World;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Runs a compiled program woven and unwoven, under schedules of its own, and compares.
final class Lab {
  private final Counts counts;
  private final @Nullable Sabotage sabotage;

  /// @param counts where it counts what happens
  /// @param sabotage what to do to woven classes; null for nothing
  Lab(Counts counts, @Nullable Sabotage sabotage) {
    this.counts = counts;
    this.sabotage = sabotage;
  }

  /// What both runs of a program leave.
  private record Left(Outcome outcome, String state) {}

  /// The first disagreement, or null when there is none.
  ///
  /// @param compiled the classes of the program
  @Nullable Failure check(Program program, Form form, Map<String, byte[]> compiled) {
    Loader unwoven = new Loader(compiled);
    String before = verify(compiled, unwoven);
    if (!before.isEmpty()) {
      return new Failure(Kind.COMPILED_WRONGLY, program, form, before);
    }
    Map<String, byte[]> woven = new LinkedHashMap<>();
    for (Map.Entry<String, byte[]> each : compiled.entrySet()) {
      Weaving weaving = Weaver.weave(each.getValue());
      if (weaving.failed()) {
        String said = weaving.findings().toString();
        Kind kind = said.contains("async body too large") ? Kind.TOO_LARGE : Kind.NOT_WOVEN;
        return new Failure(kind, program, form, said);
      }
      for (Finding finding : weaving.findings()) {
        counts.add("warning: " + finding.message().replaceAll("[0-9,]+", "#"));
      }
      woven.put(each.getKey(), weaving.classFile());
      weaving.frames().forEach((name, bytes) -> woven.put(name.replace('/', '.'), bytes));
      counts.add("bodies woven", weaving.frames().size());
    }
    if (sabotage != null) {
      ClassHierarchyResolver hierarchy =
          ClassHierarchyResolver.ofClassLoading(new Loader(Map.copyOf(woven)));
      if (!sabotage.apply(woven, program.seed(), hierarchy)) {
        return null;
      }
    }
    Loader loader = new Loader(woven);
    String complaint = verify(woven, loader);
    if (!complaint.isEmpty()) {
      return new Failure(Kind.NOT_VERIFIED, program, form, complaint);
    }
    return compare(program, form, unwoven, loader);
  }

  private static String verify(Map<String, byte[]> classes, Loader loader) {
    ClassFile format =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofClassLoading(loader)));
    return classes.values().stream()
        .flatMap(each -> format.verify(each).stream())
        .map(VerifyError::getMessage)
        .collect(Collectors.joining("\n"));
  }

  private @Nullable Failure compare(Program program, Form form, Loader unwoven, Loader woven) {
    SplittableRandom random = new SplittableRandom(program.seed() + 77);
    String name = "gen." + program.name();
    Schedule natural = Schedule.natural(Timing.random(random.nextInt(1000)));
    List<Schedule> schedules = new ArrayList<>(List.of(natural));
    schedules.add(Schedule.natural(random.nextInt(3) == 0 ? Timing.ONCE : Timing.READY));
    if (random.nextInt(20) == 0) {
      schedules.addAll(Schedule.unbegun());
    }
    for (int i = 0; i < schedules.size(); i++) {
      Schedule schedule = schedules.get(i);
      Left expected = run(name, unwoven, schedule);
      Left actual = run(name, woven, schedule);
      Failure failure = judge(program, form, schedule, expected, actual);
      if (failure != null) {
        return failure;
      }
      int suspensions = expected.outcome.suspensions();
      count(schedule, expected.outcome);
      if (i == 0 && suspensions > 0) {
        schedules.add(cancelled(natural, suspensions, random));
        schedules.add(cancelled(natural, suspensions, random));
      }
    }
    return null;
  }

  private static Schedule cancelled(Schedule natural, int suspensions, SplittableRandom random) {
    Schedule.Ending[] endings = {
      Schedule.Ending.HARD, Schedule.Ending.GRACEFUL, Schedule.Ending.CUT
    };
    Timing[] timings = {Timing.READY, Timing.ONCE, Timing.TWICE};
    return new Schedule(
        natural.timing(),
        endings[random.nextInt(3)],
        1 + random.nextInt(suspensions),
        timings[random.nextInt(3)]);
  }

  private void count(Schedule schedule, Outcome outcome) {
    counts.add("runs");
    counts.add("suspensions", outcome.suspensions());
    counts.add("run ends: " + schedule.ending());
    counts.add("result: " + outcome.result().split("[ :]", 2)[0]);
    for (String line : outcome.log()) {
      if (line.startsWith("caught ")) {
        counts.add("caught");
        if (line.contains("Cancelled")) {
          counts.add("caught a cancellation");
        }
      } else if (line.startsWith("unhandled")) {
        counts.add("reported");
      } else if (line.startsWith("cancel ")) {
        counts.add("leaf cancelled");
      } else if (line.startsWith("linger ")) {
        counts.add("leaf lingered");
      }
    }
  }

  private static @Nullable Failure judge(
      Program program, Form form, Schedule schedule, Left expected, Left actual) {
    Kind kind = null;
    if (!expected.equals(actual)) {
      kind = Kind.DIFFERENCE;
    } else if (!expected.outcome.violations().isEmpty()) {
      kind = Kind.VIOLATION;
    } else if (expected.outcome.result().startsWith("not started")) {
      kind = Kind.NOT_STARTED;
    }
    return kind == null
        ? null
        : new Failure(kind, program, form, schedule + "\n" + difference(expected, actual));
  }

  private static String difference(Left expected, Left actual) {
    List<String> a = expected.outcome.log();
    List<String> b = actual.outcome.log();
    int i = 0;
    while (i < a.size() && i < b.size() && a.get(i).equals(b.get(i))) {
      i++;
    }
    return "first difference in line "
        + i
        + " of the log: "
        + (i < a.size() ? a.get(i) : "(end)")
        + " <> "
        + (i < b.size() ? b.get(i) : "(end)")
        + "\n--- unwoven\n"
        + expected.outcome.text()
        + "\n  state: "
        + expected.state
        + "\n--- woven\n"
        + actual.outcome.text()
        + "\n  state: "
        + actual.state;
  }

  private static Left run(String name, Loader loader, Schedule schedule) {
    try {
      Class<?> type = loader.loadClass(name);
      Method shape = type.getMethod("shape", World.class);
      Method state = type.getMethod("state");
      Outcome outcome = Driver.run(world -> start(shape, world), schedule);
      return new Left(outcome, Describe.value(state.invoke(null)));
    } catch (AssertionError e) { // of the driver: it never ends
      return new Left(new Outcome(e.toString(), List.of(), 0, List.of()), "");
    } catch (InvocationTargetException e) {
      return new Left(new Outcome("not started", List.of(), 0, List.of()), Describe.failure(e));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(name, e);
    }
  }

  private static Future<?> start(Method shape, World world) throws Exception {
    try {
      return (Future<?>) shape.invoke(null, world);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    }
  }

  /// Has the classes of one program.
  private static final class Loader extends ClassLoader {
    private final Map<String, byte[]> classes;

    Loader(Map<String, byte[]> classes) {
      super(Lab.class.getClassLoader());
      this.classes = classes;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = classes.get(name);
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
