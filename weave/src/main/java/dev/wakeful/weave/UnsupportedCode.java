package dev.wakeful.weave;

/// Thrown when a body holds code that the weaver does not know how to suspend in. No Java compiler
/// is known to write such code.
final class UnsupportedCode extends RuntimeException {
  UnsupportedCode(String what) {
    super(what);
  }
}
