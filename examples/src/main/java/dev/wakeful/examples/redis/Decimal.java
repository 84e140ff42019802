package dev.wakeful.examples.redis;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Numbers as text, read as strictly as Redis reads them: no plus sign, no blanks, no leading zero.
final class Decimal {
  /// Longest text of a long: a sign and 19 digits.
  static final int LONGEST = 20;

  /// The smallest long: its digits are the bound for all others.
  private static final byte[] SMALLEST =
      Long.toString(Long.MIN_VALUE).getBytes(StandardCharsets.US_ASCII);

  private Decimal() {}

  /// Whether the text is exactly the way a long is written.
  static boolean isLong(byte[] text, int from, int to) {
    int length = to - from;
    if (length < 1 || length > LONGEST) {
      return false;
    }
    boolean negative = text[from] == '-';
    int first = negative ? from + 1 : from;
    if (first == to) {
      return false;
    }
    if (text[first] == '0') {
      return length == 1;
    }
    for (int i = first; i < to; i++) {
      if (text[i] < '0' || text[i] > '9') {
        return false;
      }
    }
    return to - first < 19 || fits(text, first, to, negative);
  }

  /// Whether 19 or 20 digits stay within a long: compared as text with the smallest long.
  private static boolean fits(byte[] text, int first, int to, boolean negative) {
    if (to - first > 19) {
      return false;
    }
    for (int i = 0; i < 19; i++) {
      int difference = text[first + i] - SMALLEST[i + 1];
      if (difference != 0) {
        return difference < 0;
      }
    }
    return negative; // exactly 2^63
  }

  /// The long written there.
  ///
  /// @param text one that [#isLong] accepts
  static long parse(byte[] text, int from, int to) {
    boolean negative = text[from] == '-';
    long value = 0;
    for (int i = negative ? from + 1 : from; i < to; i++) {
      value = value * 10 - (text[i] - '0'); // downwards: the smallest long has no positive twin
    }
    return negative ? value : -value;
  }

  /// The argument as a long, or an error in Redis's words.
  static long argument(byte[] text) {
    if (!isLong(text, 0, text.length)) {
      throw new CommandException(CommandException.NOT_AN_INTEGER);
    }
    return parse(text, 0, text.length);
  }

  /// A number of seconds such as `0.25` or `1e3`, or an error. As in C, `0x` begins a hexadecimal
  /// number and `inf` is one.
  static double seconds(byte[] text) {
    String number = new String(text, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    String unsigned =
        number.startsWith("-") || number.startsWith("+") ? number.substring(1) : number;
    boolean negative = number.startsWith("-");
    if (unsigned.equals("inf") || unsigned.equals("infinity")) {
      return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    boolean hexadecimal = unsigned.startsWith("0x");
    String allowed = hexadecimal ? "0123456789abcdefx.p+-" : "0123456789.e+-";
    if (!unsigned.isEmpty() && unsigned.chars().allMatch(c -> allowed.indexOf(c) >= 0)) {
      try {
        double value =
            Double.parseDouble(
                hexadecimal && unsigned.indexOf('p') < 0 ? unsigned + "p0" : unsigned);
        return negative ? -value : value;
      } catch (NumberFormatException e) {
        // falls through to the refusal below
      }
    }
    throw new CommandException("ERR timeout is not a float or out of range");
  }

  /// How many characters the number has.
  static int length(long value) {
    int length = value < 0 ? 2 : 1;
    for (long rest = value / 10; rest != 0; rest /= 10) {
      length++;
    }
    return length;
  }

  /// Writes the number so that it ends before `end`.
  ///
  /// @return where it begins
  static int write(long value, byte[] into, int end) {
    int at = end;
    long rest = value;
    do {
      into[--at] = (byte) ('0' + Math.abs(rest % 10));
      rest /= 10;
    } while (rest != 0);
    if (value < 0) {
      into[--at] = '-';
    }
    return at;
  }

  /// The number as bytes of their own.
  static byte[] bytes(long value) {
    byte[] text = new byte[length(value)];
    write(value, text, text.length);
    return text;
  }
}
