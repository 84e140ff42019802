package dev.wakeful.checks;

import java.util.regex.Pattern;

/// A member of the JDK that only the ports may touch.
///
/// @param owner the class, or a package with all below it (`java.net.http.**`), or `*` for any
///   class
/// @param member the name, or the name with its descriptor; `*` stands for any characters
/// @param instead what the rest of the library uses in its place
record PortRule(String owner, String member, String instead) {

  /// The API as tables and messages have it.
  String api() {
    return owner + "." + member;
  }

  /// Whether this use is one of that member. A method called through a subclass is the same method;
  /// a constructor or a supertype is not inherited.
  boolean matches(Use use, Code code) {
    if (use.member().equals("<new>")) {
      return false; // the constructor call that follows says more
    }
    String said = member.contains("(") ? use.member() : use.name();
    if (!glob(member, said)) {
      return false;
    }
    return use.name().startsWith("<")
        ? owns(use.owner())
        : code.lineage(use.owner()).stream().anyMatch(this::owns);
  }

  private boolean owns(String type) {
    return owner.endsWith(".**")
        ? type.startsWith(owner.substring(0, owner.length() - 2))
        : owner.equals("*") || owner.equals(type);
  }

  private static boolean glob(String pattern, String text) {
    if (!pattern.contains("*") || pattern.equals("*")) {
      return pattern.equals("*") || pattern.equals(text);
    }
    return Pattern.matches(("\\Q" + pattern + "\\E").replace("*", "\\E.*\\Q"), text);
  }
}
