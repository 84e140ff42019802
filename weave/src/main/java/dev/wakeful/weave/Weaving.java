package dev.wakeful.weave;

import java.util.List;
import java.util.Map;

/// What became of one class file.
///
/// @param classFile the class to use: the one given when nothing was to be woven or an error was
///   found
/// @param frames the classes that belong beside it, by internal name (`a/b/C$async$0`), in the
///   order of their bodies; empty when nothing was woven
/// @param findings errors and warnings, in the order of the source
@SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
public record Weaving(byte[] classFile, Map<String, byte[]> frames, List<Finding> findings) {

  /// Whether there is an error, which means that the class was left as it was.
  public boolean failed() {
    return findings.stream().anyMatch(each -> each.severity() == Finding.Severity.ERROR);
  }

  /// Whether the class must be replaced.
  public boolean changed() {
    return !frames.isEmpty();
  }
}
