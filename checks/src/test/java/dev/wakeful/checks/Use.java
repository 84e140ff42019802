package dev.wakeful.checks;

/// One mention of a class or of one of its members in compiled code: a call, a field access, a
/// method reference, a `new`, an `extends`.
///
/// @param inClass the class that says it
/// @param inMethod the method that says it
/// @param line where, or 0 when the class file does not tell
/// @param owner the class named
/// @param member the member's name, and for methods the descriptor; [#EXTENDS] for a supertype
record Use(String inClass, String inMethod, int line, String owner, String member) {
  /// The member of a supertype.
  static final String EXTENDS = "<extends>";

  /// The member without its descriptor.
  String name() {
    int end = member.indexOf('(');
    return end < 0 ? member : member.substring(0, end);
  }

  /// Where it stands.
  String place() {
    return inClass + "." + inMethod + ":" + line;
  }
}
