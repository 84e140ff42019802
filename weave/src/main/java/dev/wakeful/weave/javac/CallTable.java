package dev.wakeful.weave.javac;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;

/// Methods of other people that a check knows about, read from a file.
///
/// One entry a line: `CLASS METHOD[/ARGUMENTS] ... [from ORIGIN] | WAY OUT`. A method is meant in
/// the class and in whatever inherits from it.
final class CallTable {

  /// Some methods of one class.
  ///
  /// @param owner the class that declares them
  /// @param origin the method or field the receiver must come from, or empty
  /// @param wayOut what to do instead
  record Entry(String owner, String origin, String wayOut) {}

  private final Map<String, List<Entry>> byMethod = new LinkedHashMap<>();

  private CallTable() {}

  /// Reads a file that stands beside this class.
  static CallTable load(String file) {
    CallTable table = new CallTable();
    try (InputStream in = Objects.requireNonNull(CallTable.class.getResourceAsStream(file), file)) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(table::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return table;
  }

  private void add(String line) {
    if (line.isBlank() || line.startsWith("#")) {
      return;
    }
    int bar = line.indexOf('|');
    String calls = bar < 0 ? line : line.substring(0, bar);
    String wayOut = bar < 0 ? "" : line.substring(bar + 1).strip();
    String origin = "";
    int from = calls.indexOf(" from ");
    if (from >= 0) {
      origin = calls.substring(from + " from ".length()).strip();
      calls = calls.substring(0, from);
    }
    String[] words = calls.strip().split("\\s+", -1);
    Entry entry = new Entry(words[0], origin, wayOut);
    for (int i = 1; i < words.length; i++) {
      byMethod.computeIfAbsent(words[i], key -> new ArrayList<>()).add(entry);
    }
  }

  /// The entries of a method; one for each place its receiver may come from.
  List<Entry> find(ExecutableElement method, Unit unit) {
    String name = method.getSimpleName().toString();
    return Stream.of(name, name + "/" + method.getParameters().size())
        .flatMap(each -> byMethod.getOrDefault(each, List.of()).stream())
        .filter(each -> unit.known.isSubtype(Known.owner(method).asType(), each.owner()))
        .toList();
  }
}
