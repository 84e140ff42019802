package dev.wakeful.examples.redis;

import java.util.Arrays;

/// A string of bytes, or a number that is counted up and down.
///
/// A counter is parsed once, at its first INCR, and is a long from then on; it becomes bytes again
/// when somebody appends to it.
final class StringValue implements Value {
  /// Shared by all that is empty.
  private static final byte[] NOTHING = {};

  /// The content is `bytes[0..length)`, unless this is a counter.
  private byte[] bytes;

  /// How much of `bytes` counts: APPEND leaves room behind it.
  private int length;

  /// Whether the content is `number` instead.
  private boolean counter;

  /// The content of a counter.
  private long number;

  /// @param bytes not to be changed by the caller any more
  StringValue(byte[] bytes) {
    this.bytes = bytes;
    this.length = bytes.length;
  }

  @Override
  public String type() {
    return "string";
  }

  /// Appends the content to a reply.
  void writeTo(ReplyBuffer out) {
    if (counter) {
      out.bulk(number);
    } else {
      out.bulk(bytes, length);
    }
  }

  /// How many bytes it has.
  int length() {
    return counter ? Decimal.length(number) : length;
  }

  /// The content as a number, or an error.
  long number() {
    if (!counter && !Decimal.isLong(bytes, 0, length)) {
      throw new CommandException(CommandException.NOT_AN_INTEGER);
    }
    return counter ? number : Decimal.parse(bytes, 0, length);
  }

  /// Makes this a counter.
  void count(long value) {
    counter = true;
    number = value;
    bytes = NOTHING;
    length = 0;
  }

  /// Adds to the end; room is made in advance, so that many small pieces cost little.
  void append(byte[] more) {
    if (counter) {
      bytes = Decimal.bytes(number);
      length = bytes.length;
      counter = false;
    }
    int longer = Math.addExact(length, more.length);
    if (longer > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(2L * longer, Integer.MAX_VALUE - 8));
    }
    System.arraycopy(more, 0, bytes, length, more.length);
    length = longer;
  }
}
