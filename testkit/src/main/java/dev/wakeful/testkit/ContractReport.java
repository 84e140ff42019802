package dev.wakeful.testkit;

import java.util.List;

/// What a [ContractCheck] found.
///
/// @param name what was checked
/// @param runs how many fresh subjects it took
/// @param violations the rules that were broken, each fact once; empty when the contract holds
public record ContractReport(String name, int runs, List<Violation> violations) {

  /// A copy that nobody changes.
  public ContractReport {
    violations = List.copyOf(violations);
  }

  /// A rule, and how it was broken.
  ///
  /// @param rule which one
  /// @param place in which of the runs, and at which poll
  /// @param what what happened
  public record Violation(ContractRule rule, String place, String what) {

    @Override
    public String toString() {
      return what
          + "\n    when: "
          + place
          + "\n    rule: "
          + rule.rule()
          + " ("
          + rule
          + ")"
          + "\n    do: "
          + rule.remedy();
    }
  }

  /// The rules that were broken.
  public List<ContractRule> rules() {
    return violations.stream().map(Violation::rule).distinct().toList();
  }

  /// Checks that nothing was found.
  ///
  /// @throws AssertionError when something was, all of it
  public void assertHolds() {
    if (!violations.isEmpty()) {
      throw new AssertionError(toString());
    }
  }

  @Override
  public String toString() {
    if (violations.isEmpty()) {
      return "`" + name + "` keeps the contract, as far as " + runs + " runs show";
    }
    StringBuilder text = new StringBuilder("`" + name + "` breaks the contract:");
    for (Violation violation : violations) {
      text.append("\n  - ").append(violation);
    }
    return text.toString();
  }
}
