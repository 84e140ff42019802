package dev.wakeful.weave;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Rewrites the async bodies of one class file to state machines.
///
/// A function of the bytes and nothing else: it reads no other class, and gives the same bytes for
/// the same bytes. A class that is woven already, or has nothing to weave, comes back as it is. Any
/// thread may use it.
public final class Weaver {
  private static final byte[] PACKAGE = "dev/wakeful/async/".getBytes(StandardCharsets.US_ASCII);

  private Weaver() {}

  /// Weaves one class.
  ///
  /// @param classFile what a compiler wrote
  /// @return what to use in its place
  public static Weaving weave(byte[] classFile) {
    return new Weaving(classFile, Map.of(), List.of());
  }

  /// Whether the class file could have something to weave: a look at its bytes, much cheaper than
  /// [#weave].
  ///
  /// @param classFile what a compiler wrote
  public static boolean concerns(byte[] classFile) {
    for (int i = 0; i + PACKAGE.length <= classFile.length; i++) {
      int j = 0;
      while (j < PACKAGE.length && classFile[i + j] == PACKAGE[j]) {
        j++;
      }
      if (j == PACKAGE.length) {
        return true;
      }
    }
    return false;
  }
}
