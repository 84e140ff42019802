package dev.wakeful.checks;

import dev.wakeful.checks.Operations.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The page of all operations and what is lost when one is cancelled: `docs/cancel-safety.md`.
///
/// It is made of the sentences `*Cancel-safe: ...*` in the documentation of public methods. A
/// method that has none and answers with a future or a stream must be excused, with a reason.
final class CancelSafety {
  private static final Pattern SENTENCE = Pattern.compile("\\*Cancel-safe: (.*?)\\*(?=\\s|$)");

  private final Operations operations;
  private final Map<String, String> excused;

  CancelSafety(Operations operations, Map<String, String> excused) {
    this.operations = operations;
    this.excused = excused;
  }

  /// The sentence of a method, or of another form of it; empty when there is none.
  private String sentence(Operation operation) {
    Matcher own = SENTENCE.matcher(operation.doc());
    if (own.find()) {
      return own.group(1);
    }
    return operations.asynchronous().stream()
        .filter(each -> each.method().equals(operation.method()))
        .map(each -> SENTENCE.matcher(each.doc()))
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .findFirst()
        .orElse("");
  }

  /// Methods with neither sentence nor excuse, and excuses of no use.
  List<String> findings() {
    List<String> findings = new ArrayList<>();
    for (Operation operation : operations.asynchronous()) {
      if (sentence(operation).isEmpty() && !excused.containsKey(operation.method())) {
        findings.add(
            operation.signature()
                + " does not say whether it is cancel-safe: write a sentence *Cancel-safe: ...* in"
                + " its documentation");
      }
    }
    excused.forEach((method, reason) -> {
      boolean needed =
          operations.asynchronous().stream()
              .anyMatch(each -> each.method().equals(method) && sentence(each).isEmpty());
      if (!needed || reason.isBlank()) {
        findings.add(
            method + " is excused, and " + (needed ? "no reason is given" : "need not be"));
      }
    });
    return findings;
  }

  /// The page.
  String page() {
    StringBuilder page = new StringBuilder(Pages.GENERATED);
    page.append(
        """
        # What cancelling loses

        A future is cancelled by whoever owns it: the loser of a `race`, what ran into a `timeout`, a task that is
        aborted. Everything it held is released in any case. *Cancel-safe* means that nothing else is lost either: no
        item, no byte, no value that was already there. The sentences stand in the documentation of each method.

        | operation | cancel-safe |
        |---|---|
        """);
    List<Operation> rows = new ArrayList<>(operations.all());
    rows.removeIf(each -> sentence(each).isEmpty() && !isExcused(each));
    for (Operation row : rows) {
      String said = sentence(row);
      page.append("| `")
          .append(row.signature())
          .append("` | ")
          .append(said.isEmpty() ? excused.get(row.method()) : link(said))
          .append(" |\n");
    }
    return page.toString();
  }

  private boolean isExcused(Operation operation) {
    return excused.containsKey(operation.method()) && operations.asynchronous().contains(operation);
  }

  /// Links of documentation lead nowhere in a page: their text stays.
  private static String link(String said) {
    return said.replaceAll("\\[([^\\]]*)\\]\\[[^\\]]*\\]", "$1")
        .replaceAll("\\[#?([^\\]]*)\\]", "`$1`")
        .replace("|", "\\|");
  }
}
