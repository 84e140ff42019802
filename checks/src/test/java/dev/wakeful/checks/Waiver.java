package dev.wakeful.checks;

import java.util.ArrayList;
import java.util.List;

/// A permitted exception to a rule. It is itself checked: one that permits nothing any more is a
/// finding.
///
/// @param place the class or file that may
/// @param what what it may do
/// @param reason why
record Waiver(String place, String what, String reason) {

  /// The findings that no waiver covers, and the waivers that cover no finding.
  static List<String> apply(List<Finding> findings, List<Waiver> waivers) {
    List<String> left = new ArrayList<>();
    for (Finding finding : findings) {
      if (waivers.stream().noneMatch(waiver -> waiver.covers(finding))) {
        left.add(finding.text());
      }
    }
    for (Waiver waiver : waivers) {
      if (waiver.reason().isBlank()) {
        left.add("the waiver for " + waiver.place() + " to " + waiver.what() + " has no reason");
      }
      if (findings.stream().noneMatch(waiver::covers)) {
        left.add("stale waiver: " + waiver.place() + " no longer does: " + waiver.what());
      }
    }
    return left;
  }

  private boolean covers(Finding finding) {
    return place.equals(finding.place()) && what.equals(finding.what());
  }
}
