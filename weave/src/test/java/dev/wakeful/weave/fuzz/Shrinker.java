package dev.wakeful.weave.fuzz;

import dev.wakeful.weave.fuzz.Choices.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes a failing program smaller: leaves out statements, and puts the simplest expressions in
/// place of others, as long as it fails in the same way.
final class Shrinker {
  /// So many programs are tried at most.
  private static final int PATIENCE = 600;

  private final Fuzz fuzz;

  /// @param sabotage what the failure was found under
  Shrinker(@Nullable Sabotage sabotage) {
    fuzz = new Fuzz(sabotage);
  }

  /// The smallest failure that was found.
  Failure shrink(Failure failure) {
    Failure best = failure;
    int tried = 0;
    boolean better = true;
    while (better && tried < PATIENCE) {
      better = false;
      List<Span> spans = new ArrayList<>(best.program().spans());
      spans.sort(Comparator.comparingInt(Span::length).reversed());
      for (int i = 0; i < spans.size() && tried < PATIENCE; i++) {
        Failure smaller = null;
        for (int zeros = 0; zeros <= 1 && smaller == null; zeros++) {
          if (spans.get(i).length() > zeros) {
            tried++;
            smaller = without(best, spans.get(i), zeros);
          }
        }
        if (smaller != null) {
          best = smaller;
          better = true;
          spans = new ArrayList<>(best.program().spans());
          spans.sort(Comparator.comparingInt(Span::length).reversed());
        }
      }
    }
    return best;
  }

  /// The failure of the program without some decisions, if it has the same kind.
  private @Nullable Failure without(Failure failure, Span span, int zeros) {
    int[] before = failure.program().choices();
    int[] after = new int[before.length - span.length() + zeros];
    System.arraycopy(before, 0, after, 0, span.start());
    System.arraycopy(before, span.end(), after, span.start() + zeros, before.length - span.end());
    Program program = Program.of(failure.program().seed(), Choices.of(after), 0);
    if (program.source().length() >= failure.program().source().length()) {
      return null;
    }
    Failure found = fuzz.alone(program, failure.form());
    return found != null && found.kind() == failure.kind() ? found : null;
  }
}
