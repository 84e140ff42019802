package dev.wakeful.examples.redis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Replies on their way to a client: a growing row of bytes, written to at the end by commands and
/// read from at the beginning by the socket.
///
/// Each method appends one element of the protocol. A collection is its size followed by that many
/// elements. Whether the client speaks RESP2 or RESP3 is known here and nowhere else: commands say
/// what they mean (`nothing`, a `map`), and this class how it is written.
final class ReplyBuffer {
  /// Shared by all that is empty.
  private static final byte[] NOTHING = {};

  /// Done.
  private static final byte[] OK = ascii("+OK\r\n");

  /// What PING answers to a listener.
  private static final byte[] PONG = ascii("+PONG\r\n");

  /// No string, in RESP2.
  private static final byte[] NULL_BULK = ascii("$-1\r\n");

  /// No collection, in RESP2.
  private static final byte[] NULL_ARRAY = ascii("*-1\r\n");

  /// Nothing, in RESP3.
  private static final byte[] NULL = ascii("_\r\n");

  /// The integers from 0, as replies, for those that are replied all day.
  private static final byte[][] SMALL = new byte[256][];

  static {
    for (int i = 0; i < SMALL.length; i++) {
      SMALL[i] = ascii(":" + i + "\r\n");
    }
  }

  /// An emptied buffer up to this size is kept for the next reply, a larger one is let go.
  private static final int WORTH_KEEPING = 1024;

  /// Unsent replies are `bytes[start..end)`.
  private byte[] bytes = NOTHING;

  /// What is before has been sent.
  private int start;

  /// Where the next reply goes.
  private int end;

  /// Whether the client asked for RESP3.
  private boolean resp3;

  /// Version of the protocol: 2 or 3.
  int version() {
    return resp3 ? 3 : 2;
  }

  /// From now on replies are written in this version.
  ///
  /// @param version 2 or 3
  void version(int version) {
    resp3 = version == 3;
  }

  /// `+OK`.
  void ok() {
    raw(OK);
  }

  /// `+PONG`.
  void pong() {
    raw(PONG);
  }

  /// A word of the protocol.
  ///
  /// @param word ASCII, without line ends
  void simple(String word) {
    line('+', word);
  }

  /// An error.
  ///
  /// @param message code and text; each character is one byte. Line ends that close it are dropped,
  ///   others become blanks
  void error(String message) {
    int length = message.length();
    while (length > 0
        && (message.charAt(length - 1) == '\r' || message.charAt(length - 1) == '\n')) {
      length--;
    }
    line('-', message.substring(0, length).replace('\r', ' ').replace('\n', ' '));
  }

  /// An integer.
  void integer(long value) {
    if (value >= 0 && value < SMALL.length) {
      raw(SMALL[(int) value]);
    } else {
      prefix(':', value);
    }
  }

  /// 1 or 0.
  void bit(boolean value) {
    raw(SMALL[value ? 1 : 0]);
  }

  /// A string of bytes.
  void bulk(byte[] value) {
    bulk(value, value.length);
  }

  /// A string of the first `length` bytes.
  void bulk(byte[] value, int length) {
    prefix('$', length);
    reserve(length + 2);
    System.arraycopy(value, 0, bytes, end, length);
    end += length;
    lineEnd();
  }

  /// A string of text.
  void bulk(String text) {
    bulk(text.getBytes(StandardCharsets.UTF_8));
  }

  /// A number as a string.
  void bulk(long number) {
    prefix('$', Decimal.length(number));
    digits(number);
    lineEnd();
  }

  /// Text made for people to read.
  void verbatim(String text) {
    if (!resp3) {
      bulk(text);
      return;
    }
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    prefix('=', body.length + 4);
    raw(ascii("txt:"));
    raw(body);
    reserve(2);
    lineEnd();
  }

  /// No value.
  void nothing() {
    raw(resp3 ? NULL : NULL_BULK);
  }

  /// No collection.
  void noArray() {
    raw(resp3 ? NULL : NULL_ARRAY);
  }

  /// The head of a sequence.
  void array(int size) {
    prefix('*', size);
  }

  /// The head of a map: twice as many elements follow, key and value in turn.
  void map(int size) {
    prefix(resp3 ? '%' : '*', resp3 ? size : 2L * size);
  }

  /// The head of a set.
  void set(int size) {
    prefix(resp3 ? '~' : '*', size);
  }

  /// The head of a message that answers no command.
  void push(int size) {
    prefix(resp3 ? '>' : '*', size);
  }

  /// How many bytes have not been sent.
  int size() {
    return end - start;
  }

  /// Unsays the last replies.
  ///
  /// @param size what [#size] was before them; nothing may have been sent in between
  void truncate(int size) {
    end = start + size;
  }

  /// The unsent bytes, to be written to a socket. Valid until the next reply is appended.
  ByteBuffer unsent() {
    return ByteBuffer.wrap(bytes, start, end - start);
  }

  /// These have been written.
  ///
  /// @param count at most [#size]
  void sent(int count) {
    start += count;
    if (start == end) {
      start = 0;
      end = 0;
      if (bytes.length > WORTH_KEEPING) {
        bytes = NOTHING;
      }
    }
  }

  /// Forgets everything unsent.
  void clear() {
    sent(size());
  }

  private void line(char type, String text) {
    reserve(text.length() + 3);
    bytes[end++] = (byte) type;
    byte[] body = text.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(body, 0, bytes, end, body.length);
    end += body.length;
    lineEnd();
  }

  private void prefix(char type, long number) {
    reserve(Decimal.LONGEST + 3);
    bytes[end++] = (byte) type;
    if (number >= 0 && number < 10) {
      bytes[end++] = (byte) ('0' + number);
    } else {
      int length = Decimal.length(number);
      end += length;
      Decimal.write(number, bytes, end);
    }
    lineEnd();
  }

  private void digits(long number) {
    int length = Decimal.length(number);
    reserve(length + 2);
    end += length;
    Decimal.write(number, bytes, end);
  }

  private void raw(byte[] reply) {
    reserve(reply.length);
    System.arraycopy(reply, 0, bytes, end, reply.length);
    end += reply.length;
  }

  private void lineEnd() {
    bytes[end++] = '\r';
    bytes[end++] = '\n';
  }

  /// Makes room behind `end`.
  private void reserve(int count) {
    if (count > bytes.length - end) {
      grow(count);
    }
  }

  private void grow(int count) {
    int live = end - start;
    int wanted = Math.addExact(live, count);
    int capacity =
        Math.max(Math.max(wanted, 256), (int) Math.min(2L * live, Integer.MAX_VALUE - 8));
    byte[] larger = new byte[capacity];
    System.arraycopy(bytes, start, larger, 0, live);
    bytes = larger;
    start = 0;
    end = live;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
