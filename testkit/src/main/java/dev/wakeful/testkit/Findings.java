package dev.wakeful.testkit;

import dev.wakeful.testkit.ContractReport.Violation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What the runs of one check found: each fact once, at the first place where it was seen.
///
/// Children are polled by other threads in some runs, so it is locked.
final class Findings {
  private final List<ContractRule> exceptions;
  private final Set<String> seen = new LinkedHashSet<>();
  private final List<Violation> violations = new ArrayList<>();
  private int runs;

  Findings(List<ContractRule> exceptions) {
    this.exceptions = List.copyOf(exceptions);
  }

  /// Whether this rule is not to be reported.
  boolean excepts(ContractRule rule) {
    return exceptions.contains(rule);
  }

  synchronized void beginRun() {
    runs++;
  }

  synchronized void add(ContractRule rule, String place, String what) {
    if (!exceptions.contains(rule) && seen.add(rule + " " + what)) {
      violations.add(new Violation(rule, place, what));
    }
  }

  synchronized ContractReport report(String name) {
    return new ContractReport(name, runs, violations);
  }
}
