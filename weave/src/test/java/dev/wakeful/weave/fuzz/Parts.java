package dev.wakeful.weave.fuzz;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What all programs are made with. They import it.
public final class Parts {
  private Parts() {}

  /// A record.
  public record R(int a, long b, @Nullable String c) {}

  /// A record in which there may be another.
  public record Q(@Nullable Object left, double right, @Nullable R rec) {
    @Override
    public String toString() {
      return "Q(" + text(left) + " " + right + " " + rec + ")";
    }
  }

  /// A constant.
  public enum Color {
    /// One.
    RED,
    /// Two.
    GREEN,
    /// Three.
    BLUE
  }

  /// A checked exception of the programs' own.
  public static final class Oops extends Exception {
    /// @param message any
    public Oops(@Nullable String message) {
      super(message);
    }
  }

  /// An error of the programs' own.
  public static final class Bad extends Error {
    /// @param message any
    public Bad(@Nullable String message) {
      super(message);
    }
  }

  /// Has a default method that makes bodies, and one to be implemented by anonymous classes.
  public interface Face {
    /// A number.
    default int tag() {
      return 11;
    }
  }

  /// Short enough for sums of sums.
  public static @Nullable String cut(@Nullable String text) {
    return text == null || text.length() < 24 ? text : text.substring(0, 24);
  }

  /// The text of anything, short enough for sums of sums.
  public static @Nullable String text(@Nullable Object value) {
    return cut(
        switch (value) {
          case int[] all -> Arrays.toString(all);
          case long[] all -> Arrays.toString(all);
          case double[] all -> Arrays.toString(all);
          case byte[] all -> Arrays.toString(all);
          case Object[] all -> "array of " + all.length;
          case Throwable failure -> failure.getClass().getName();
          case null, default -> String.valueOf(value);
        });
  }

  /// Itself.
  public static <T extends @Nullable Object> T id(T value) {
    return value;
  }

  /// One of two.
  public static <T extends @Nullable Object> T choose(boolean first, T a, T b) {
    return first ? a : b;
  }

  /// Depends on the order of its arguments.
  public static int mix(int a, long b, @Nullable String c) {
    return a * 31 + (int) b * 7 + (c == null ? 1 : c.length());
  }

  /// Depends on the order of its arguments.
  public static long sum(long a, int b, double c, byte d) {
    return a * 5 - b * 3L + (long) c + d;
  }

  /// Depends on the order of its arguments.
  public static double blend(float a, double b, int... more) {
    return a / 3 + b * 2 + more.length;
  }

  /// Depends on the order of its arguments.
  public static @Nullable String join(@Nullable Object a, long b, @Nullable String c, char d) {
    return cut(text(a) + b + c + d);
  }

  /// A failure of a kind.
  public static Throwable failure(int kind, @Nullable String message) {
    return switch (kind & 7) {
      case 0 -> new IOException(message);
      case 1 -> new Oops(message);
      case 2 -> new IllegalStateException(message);
      case 3 -> new IllegalArgumentException(message);
      case 4 -> new ArithmeticException(message);
      case 5 -> new Bad(message);
      case 6 -> new Exception(message, new Oops("cause"));
      default -> new RuntimeException(message);
    };
  }
}
