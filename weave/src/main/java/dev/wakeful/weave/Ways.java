package dev.wakeful.weave;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Where everything is in the woven code of a body: the polls, the ways out to each await and the
/// ways back in.
///
/// Awaits at which the same values go to the same fields can share their ways; the number of the
/// await then chooses at the end.
final class Ways {
  private final CodeBuilder out;
  private final Map<Suspension, Labels> labels = new HashMap<>();
  private final Map<Label, Entry> entries = new LinkedHashMap<>();
  private final Set<Suspension> failing = new HashSet<>();
  private final List<List<Suspension>> groups;

  /// Where a poll goes that finds the awaited future pending still, with the answer on the stack.
  final Label again;

  /// Where a poll goes that should not have been.
  final Label complain;

  /// Where the parts of one await are.
  ///
  /// @param raise beside the poll, the throw of what is in the local of the future
  /// @param after behind it, with its answer on the stack
  /// @param suspend the way out, with the answer on the stack
  /// @param resume the way in, with nothing but the frame and the context
  /// @param unwind the way in that ends with a throw where the await stands, if at all
  record Labels(Label raise, Label after, Label suspend, Label resume, Label unwind) {}

  /// The way from the head of a loop to the awaits in it.
  record Entry(Label label, Map<Suspension, Label> ways) {}

  Ways(CodeBuilder out, Layout layout, boolean share) {
    this.out = out;
    again = out.newLabel();
    complain = out.newLabel();
    Map<Object, List<Suspension>> equal = new LinkedHashMap<>();
    for (Suspension each : layout.suspensions()) {
      Object key = share ? each.plan() : each;
      equal.computeIfAbsent(key, any -> new ArrayList<>()).add(each);
    }
    groups = List.copyOf(equal.values());
    for (List<Suspension> group : groups) {
      Label resume = out.newLabel();
      Map<Unwinding, Label> unwind = new EnumMap<>(Unwinding.class);
      for (Suspension each : group) {
        Label throwing = unwind.computeIfAbsent(each.unwinding(), any -> out.newLabel());
        labels.put(
            each, new Labels(out.newLabel(), out.newLabel(), out.newLabel(), resume, throwing));
      }
      if (group.stream().anyMatch(each -> !layout.code().handlersOf(each.index()).isEmpty())) {
        failing.addAll(group);
      }
      if (group.size() == 1) {
        enterLoops(group.getFirst(), layout);
      }
    }
  }

  private void enterLoops(Suspension at, Layout layout) {
    for (Label head : Objects.requireNonNull(layout.heads().get(at))) {
      entries
          .computeIfAbsent(head, any -> new Entry(out.newLabel(), new LinkedHashMap<>()))
          .ways
          .put(at, out.newLabel());
    }
  }

  /// The awaits, those together that share their ways.
  List<List<Suspension>> groups() {
    return groups;
  }

  Labels of(Suspension at) {
    return Objects.requireNonNull(labels.get(at));
  }

  /// Whether a failure that comes while an await is suspended must be thrown where the await
  /// stands, for a handler there.
  boolean throwsInPlace(Suspension at) {
    return failing.contains(at);
  }

  /// By the head of a loop that is entered to go on inside it, the way to the awaits there.
  Map<Label, Entry> entries() {
    return entries;
  }

  /// The heads of loops on the way back to an await, the outermost first, and where it goes on from
  /// each.
  Map<Label, Label> through(Suspension at) {
    Map<Label, Label> through = new LinkedHashMap<>();
    entries.forEach((head, entry) -> {
      Label way = entry.ways.get(at);
      if (way != null) {
        through.put(head, way);
      }
    });
    return through;
  }
}
