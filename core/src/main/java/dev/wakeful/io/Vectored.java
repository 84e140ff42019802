package dev.wakeful.io;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Several buffers in a row.
final class Vectored {
  private Vectored() {}

  /// The first one that has something left; null when none has.
  static @Nullable ByteBuffer firstOf(ByteBuffer... buffers) {
    for (ByteBuffer buffer : buffers) {
      if (buffer.hasRemaining()) {
        return buffer;
      }
    }
    return null;
  }
}
