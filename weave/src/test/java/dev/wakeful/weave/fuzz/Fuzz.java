package dev.wakeful.weave.fuzz;

import dev.wakeful.weave.fuzz.Compilers.Form;
import dev.wakeful.weave.fuzz.Failure.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The fuzzer: takes seeds, in batches that are compiled together.
final class Fuzz {
  /// So many programs are compiled at once, in the same form.
  static final int BATCH = 25;

  /// What compilers do to a few programs that are Java: both have internal errors, and ecj writes
  /// classes that do not verify, for `try` in a switch expression below other operands.
  private static final Set<Kind> OF_COMPILERS =
      EnumSet.of(Kind.COMPILER_CRASHED, Kind.COMPILED_WRONGLY);

  /// Where the counts are.
  final Counts counts = new Counts();

  private final Compilers compilers = new Compilers();
  private final @Nullable Sabotage sabotage;

  /// @param sabotage what to do to woven classes; null for nothing
  Fuzz(@Nullable Sabotage sabotage) {
    this.sabotage = sabotage;
  }

  /// How a seed is compiled.
  static Form form(long seed) {
    List<Form> forms = List.of(Form.values());
    return forms.get((int) (seed / BATCH % forms.size()));
  }

  /// The failures of some seeds, which should be of one form.
  List<Failure> batch(long first, int many) {
    List<Program> programs = new ArrayList<>();
    for (long seed = first; seed < first + many; seed++) {
      programs.add(Program.of(seed, 0));
    }
    Form form = form(first);
    Compilers.Result compiled = compilers.compile(form, programs);
    List<Failure> failures = new ArrayList<>();
    for (Program program : programs) {
      Failure failure =
          compiled.complaint().isEmpty()
              ? check(program, form, of(program, compiled))
              : alone(program, form);
      for (int shrink = 1; failure != null && failure.kind() == Kind.TOO_LARGE; shrink++) {
        counts.add("made smaller");
        failure = alone(Program.of(program.seed(), shrink), form);
      }
      if (failure != null && OF_COMPILERS.contains(failure.kind())) {
        counts.add("left out: " + form + " " + failure.kind());
        failure = null;
      }
      if (failure != null) {
        failures.add(failure);
      }
    }
    return failures;
  }

  /// The failure of one program, compiled alone; null when there is none.
  @Nullable Failure alone(Program program, Form form) {
    Compilers.Result compiled = compilers.compile(form, List.of(program));
    if (!compiled.complaint().isEmpty()) {
      Kind kind =
          compiled.tooLarge()
              ? Kind.TOO_LARGE
              : compiled.crashed() ? Kind.COMPILER_CRASHED : Kind.NOT_COMPILED;
      return new Failure(kind, program, form, compiled.complaint());
    }
    return check(program, form, compiled.classes());
  }

  private @Nullable Failure check(Program program, Form form, Map<String, byte[]> classes) {
    counts.add("programs");
    counts.add("form " + form);
    counts.add("characters", program.source().length());
    counts.add(program.counts());
    // on a virtual thread, because taking turns with another one is cheaper there
    List<Failure> failure = new ArrayList<>();
    List<Throwable> thrown = new ArrayList<>();
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                Failure found = new Lab(counts, sabotage).check(program, form, classes);
                if (found != null) {
                  failure.add(found);
                }
              } catch (Throwable e) {
                thrown.add(e);
              }
            });
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted at seed " + program.seed(), e);
    }
    if (!thrown.isEmpty()) {
      throw new AssertionError(
          "at seed " + program.seed() + "\n" + program.source(), thrown.getFirst());
    }
    return failure.isEmpty() ? null : failure.getFirst();
  }

  private static Map<String, byte[]> of(Program program, Compilers.Result compiled) {
    String name = "gen." + program.name();
    Map<String, byte[]> own = new HashMap<>();
    compiled
        .classes()
        .forEach((each, bytes) -> {
          if (each.equals(name) || each.startsWith(name + "$")) {
            own.put(each, bytes);
          }
        });
    return own;
  }

  /// Runs seeds on several threads.
  ///
  /// @param first seed
  /// @param many how many
  /// @param threads how many
  /// @param counts where everything is counted
  /// @return the failures, at most a few
  static List<Failure> run(
      long first, long many, int threads, @Nullable Sabotage sabotage, Counts counts) {
    AtomicLong next = new AtomicLong(first);
    List<Failure> failures = new ArrayList<>();
    List<Throwable> thrown = new ArrayList<>();
    List<Thread> all = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      all.add(
          Thread.ofPlatform()
              .start(() -> {
                Fuzz fuzz = new Fuzz(sabotage);
                try {
                  while (true) {
                    long seed = next.getAndAdd(BATCH);
                    synchronized (failures) {
                      if (seed >= first + many || failures.size() > 4 || !thrown.isEmpty()) {
                        break;
                      }
                    }
                    List<Failure> found =
                        fuzz.batch(seed, (int) Math.min(BATCH, first + many - seed));
                    synchronized (failures) {
                      failures.addAll(found);
                    }
                  }
                } catch (Throwable e) {
                  synchronized (failures) {
                    thrown.add(e);
                  }
                }
                counts.add(fuzz.counts);
              }));
    }
    for (Thread each : all) {
      try {
        each.join();
      } catch (InterruptedException e) {
        throw new AssertionError("interrupted", e);
      }
    }
    if (!thrown.isEmpty()) {
      throw new AssertionError("the fuzzer failed", thrown.getFirst());
    }
    return failures;
  }
}
