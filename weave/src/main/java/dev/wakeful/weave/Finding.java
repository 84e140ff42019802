package dev.wakeful.weave;

/// Something to tell whoever wrote the code.
///
/// @param severity whether the class can be used as it is
/// @param owner the name of the class, with dots
/// @param method the name of the method
/// @param file the source file, or an empty string
/// @param line the line, or 0 when the class file does not say
/// @param message what is wrong and the way out
public record Finding(
    Severity severity, String owner, String method, String file, int line, String message) {

  /// How bad it is.
  public enum Severity {
    /// The class was not woven.
    ERROR,
    /// The class was woven.
    WARNING
  }

  @Override
  public String toString() {
    return (file.isEmpty() ? owner + "." + method : file)
        + (line > 0 ? ":" + line : "")
        + ": "
        + (severity == Severity.ERROR ? "error: " : "warning: ")
        + message;
  }
}
