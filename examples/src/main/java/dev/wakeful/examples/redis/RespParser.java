package dev.wakeful.examples.redis;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Makes commands of the bytes a client sends, in whatever pieces they arrive.
///
/// A command is a *multibulk*, `*2\r\n$3\r\nGET\r\n$1\r\nk\r\n`, or an *inline* one, a line as
/// somebody would type it: `GET k\r\n`. Either way it becomes an array of arguments, the name
/// first.
///
/// Three steps for each piece: [#feed] lends it to the parser, [#next] is called until it answers
/// null, [#keep] ends the loan by copying what is left, the beginning of a command, into a window
/// of the parser's own. Most pieces end with the end of a command, so most bytes are copied once,
/// into the argument they belong to.
///
/// **Memory.** A length prefix is a promise of somebody we do not trust, so nothing is allocated
/// for it. An unfinished command is held as the bytes that came, and its arguments are cut out when
/// the last byte is there: a first walk ([#scan]) finds the end, going on where it stopped, a
/// second one ([#cut]) copies. What is held is at most 1.5 times what was sent.
final class RespParser {
  /// Shared by all that is empty.
  private static final byte[] NOTHING = {};

  /// A command without so much as a name.
  private static final byte[][] NO_ARGUMENTS = {};

  /// Length of an argument whose prefix has not been read.
  private static final int UNKNOWN = -1;

  /// A window of our own is exchanged for a smaller one when more of it than this has been used up.
  private static final int SPARE = 4096;

  /// What a client may ask for.
  private final Limits limits;

  /// The bytes not consumed yet are `bytes[start..end)`.
  private byte[] bytes = NOTHING;

  /// Where the command being read begins.
  private int start;

  /// Behind the last byte that has arrived.
  private int end;

  /// Whether `bytes` belongs to the caller of [#feed].
  private boolean borrowed;

  /// How far the scan of this command has come: everything before is well-formed.
  private int cursor;

  /// Where to go on looking for the end of the line at `cursor`; what is before has been seen.
  private int searched;

  /// Arguments of this command, or 0 when its first line has not been read.
  private int arguments;

  /// How many of them the scan has not passed yet.
  private int missing;

  /// Length of the argument at `cursor`, or [#UNKNOWN].
  private int length = UNKNOWN;

  RespParser(Limits limits) {
    this.limits = limits;
  }

  /// Lends bytes to the parser, behind those that it has kept.
  ///
  /// @param piece not to be changed before [#keep]
  void feed(byte[] piece, int offset, int count) {
    if (start == end) {
      bytes = piece;
      borrowed = true;
      start = offset;
      end = offset + count;
      rewind();
    } else {
      keep();
      makeRoom(count);
      System.arraycopy(piece, offset, bytes, end, count);
      end += count;
    }
  }

  /// The next complete command, or null when more bytes are needed for it.
  ///
  /// @throws ProtocolException when the bytes are no command; the parser is of no use after that
  byte @Nullable [][] next() throws ProtocolException {
    while (start < end) {
      byte[][] command = bytes[start] == '*' ? multibulk() : inline();
      if (command == null) {
        return null;
      }
      start = cursor;
      rewind();
      if (command.length > 0) {
        return command; // an empty one is skipped without a reply
      }
    }
    return null;
  }

  /// Ends the loan: what is left of the borrowed bytes is copied.
  void keep() {
    if (start == end) {
      bytes = NOTHING;
      start = 0;
      end = 0;
      borrowed = false;
      rewind();
    } else if (borrowed || start > SPARE) {
      byte[] own = Arrays.copyOfRange(bytes, start, end);
      shift(start);
      bytes = own;
      borrowed = false;
    }
  }

  /// Bytes that have arrived and belong to no command given out.
  int pending() {
    return end - start;
  }

  /// Bytes of memory that the parser holds on to.
  int held() {
    return borrowed ? 0 : bytes.length;
  }

  /// Makes `bytes`, which is our own, longer by `count` at least: by half, or exactly to the end of
  /// a long argument when that is nearer.
  private void makeRoom(int count) {
    int live = end - start;
    int wanted = Math.addExact(live, count);
    if (wanted > bytes.length) {
      long ample = wanted + (long) wanted / 2;
      long last = length == UNKNOWN ? ample : (long) cursor - start + length + 2;
      int capacity = Math.clamp(Math.min(ample, last), wanted, Integer.MAX_VALUE - 8);
      byte[] larger = new byte[capacity];
      System.arraycopy(bytes, start, larger, 0, live);
      bytes = larger;
      shift(start);
    } else if (end + count > bytes.length) {
      System.arraycopy(bytes, start, bytes, 0, live);
      shift(start);
    }
  }

  /// The content of `bytes` has moved down: so do all positions.
  private void shift(int distance) {
    start -= distance;
    end -= distance;
    cursor -= distance;
    searched -= distance;
  }

  /// Nothing of the command at `start` has been scanned.
  private void rewind() {
    cursor = start;
    searched = start;
    arguments = 0;
    missing = 0;
    length = UNKNOWN;
  }

  /// The arguments of the multibulk at `start`, or null when it is not complete.
  private byte @Nullable [][] multibulk() throws ProtocolException {
    if (!scan()) {
      return null;
    }
    return arguments <= 0 ? NO_ARGUMENTS : cut();
  }

  /// Walks to the end of the multibulk at `start`; false when it is not there yet.
  private boolean scan() throws ProtocolException {
    if (arguments == 0) {
      int lineEnd = prefixEnd("too big mbulk count string");
      if (lineEnd < 0) {
        return false;
      }
      if (!Decimal.isLong(bytes, start + 1, lineEnd)) {
        throw new ProtocolException("invalid multibulk length");
      }
      long count = Decimal.parse(bytes, start + 1, lineEnd);
      if (count > limits.arguments()) {
        throw new ProtocolException("invalid multibulk length");
      }
      pass(lineEnd + 2);
      arguments = (int) Math.max(count, -1);
      missing = arguments;
    }
    for (; missing > 0; missing--) {
      if (length == UNKNOWN && !scanLength()) {
        return false;
      }
      if (end - cursor < length + 2) {
        return false;
      }
      pass(cursor + length + 2);
      length = UNKNOWN;
    }
    return true;
  }

  /// Reads the line before an argument; false when it is not there yet.
  private boolean scanLength() throws ProtocolException {
    int lineEnd = prefixEnd("too big bulk count string");
    if (lineEnd < 0) {
      return false;
    }
    if (bytes[cursor] != '$') {
      char got = (char) (bytes[cursor] & 0xff);
      throw new ProtocolException("expected '$', got '" + (got == '\r' ? ' ' : got) + "'");
    }
    if (!Decimal.isLong(bytes, cursor + 1, lineEnd)) {
      throw new ProtocolException("invalid bulk length");
    }
    long announced = Decimal.parse(bytes, cursor + 1, lineEnd);
    if (announced < 0 || announced > limits.bulk()) {
      throw new ProtocolException("invalid bulk length");
    }
    pass(lineEnd + 2);
    length = (int) announced;
    return true;
  }

  /// Copies the arguments of the multibulk that ends at `cursor`. The scan has checked every line.
  private byte[][] cut() {
    byte[][] command = new byte[arguments][];
    int at = start;
    while (bytes[at] != '\r') {
      at++;
    }
    for (int i = 0; i < command.length; i++) {
      at += 3; // line end and '$'
      int size = 0;
      for (; bytes[at] != '\r'; at++) {
        size = size * 10 + (bytes[at] - '0');
      }
      at += 2;
      command[i] = Arrays.copyOfRange(bytes, at, at + size);
      at += size;
    }
    return command;
  }

  /// The arguments of the line at `start`, or null when it has no end yet.
  private byte @Nullable [][] inline() throws ProtocolException {
    int newline = lineEnd('\n', "too big inline request");
    if (newline < 0) {
      return null;
    }
    int to = newline > start && bytes[newline - 1] == '\r' ? newline - 1 : newline;
    byte[][] command = InlineSplitter.split(bytes, start, to);
    if (command == null) {
      throw new ProtocolException("unbalanced quotes in request");
    }
    pass(newline + 1);
    return command;
  }

  /// Where the carriage return of the line at `cursor` is, or -1 when it, or the byte behind it, is
  /// not there yet. (Redis does not look what that byte is, nor do we.)
  private int prefixEnd(String complaint) throws ProtocolException {
    int found = lineEnd('\r', complaint);
    return found >= 0 && found + 1 < end ? found : -1;
  }

  /// Where the line at `cursor` ends, or -1 when the mark is not there yet. A zero byte ends the
  /// search, as it does in C.
  private int lineEnd(char mark, String complaint) throws ProtocolException {
    int at = searched;
    while (at < end && bytes[at] != mark && bytes[at] != 0) {
      at++;
    }
    searched = at;
    boolean found = at < end && bytes[at] == mark;
    if ((found ? at : end) - cursor > limits.line()) {
      throw new ProtocolException(complaint);
    }
    return found ? at : -1;
  }

  /// The scan has come to here.
  private void pass(int position) {
    cursor = position;
    searched = position;
  }
}
