package dev.wakeful.io;

import java.io.IOException;
import java.util.Objects;

/// A place among bytes, and from where it is counted.
///
/// @param origin from where
/// @param offset how many bytes; negative is before
public record SeekFrom(Origin origin, long offset) {

  /// From where an offset is counted.
  public enum Origin {
    /// The first byte.
    START,
    /// Where it stands.
    CURRENT,
    /// Behind the last byte.
    END
  }

  /// A place, and from where it is counted.
  public SeekFrom {
    Objects.requireNonNull(origin);
  }

  /// So many bytes behind the start.
  ///
  /// @param offset not negative
  public static SeekFrom start(long offset) {
    return new SeekFrom(Origin.START, offset);
  }

  /// So many bytes from where it stands.
  ///
  /// @param offset negative is back
  public static SeekFrom current(long offset) {
    return new SeekFrom(Origin.CURRENT, offset);
  }

  /// So many bytes from the end.
  ///
  /// @param offset negative is before it
  public static SeekFrom end(long offset) {
    return new SeekFrom(Origin.END, offset);
  }

  /// The place, counted from the start: for those who implement [AsyncSeek].
  ///
  /// @param position where it stands
  /// @param size where the end is
  /// @throws IOException when that is before the start
  public long resolve(long position, long size) throws IOException {
    long base =
        switch (origin) {
          case START -> 0;
          case CURRENT -> position;
          case END -> size;
        };
    long place = base + offset;
    if (place < 0) {
      throw new IOException(
          "there is no place " + offset + " bytes from " + base + " (" + origin + ")");
    }
    return place;
  }
}
