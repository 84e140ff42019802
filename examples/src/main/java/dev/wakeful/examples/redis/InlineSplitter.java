package dev.wakeful.examples.redis;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cuts a typed line into arguments, by the quoting rules of `redis-cli`.
///
/// Blanks separate. Between double quotes `\n \r \t \b \a \xHH` stand for what they do in C, and a
/// backslash before anything else for that thing; between single quotes only `\'` is special. A
/// closing quote must be followed by a blank or the end.
final class InlineSplitter {
  /// What is cut; not copied.
  private final byte[] line;

  /// Where to go on.
  private int at;

  /// Behind the last byte of the line; a zero byte ends it, too.
  private final int to;

  private InlineSplitter(byte[] line, int from, int to) {
    this.line = line;
    this.at = from;
    int zero = from;
    while (zero < to && line[zero] != 0) {
      zero++;
    }
    this.to = zero;
  }

  /// The arguments of a line, or null when a quote is not closed.
  static byte @Nullable [][] split(byte[] line, int from, int to) {
    InlineSplitter splitter = new InlineSplitter(line, from, to);
    List<byte[]> arguments = new ArrayList<>();
    while (splitter.skipBlanks()) {
      byte[] argument = splitter.argument();
      if (argument == null) {
        return null;
      }
      arguments.add(argument);
    }
    return arguments.toArray(new byte[0][]);
  }

  /// Goes to the next argument; false at the end.
  private boolean skipBlanks() {
    while (at < to && isBlank(line[at])) {
      at++;
    }
    return at < to;
  }

  /// The argument that begins here, or null when its quotes do not match.
  private byte @Nullable [] argument() {
    ByteArrayOutputStream argument = new ByteArrayOutputStream();
    while (at < to && !isBlank(line[at])) {
      byte c = line[at++];
      if (c == '"' || c == '\'') {
        if (!quoted(c, argument)) {
          return null;
        }
        return argument.toByteArray();
      }
      argument.write(c);
    }
    return argument.toByteArray();
  }

  /// Reads up to the closing quote, which must end the argument.
  private boolean quoted(byte quote, ByteArrayOutputStream into) {
    while (at < to) {
      byte c = line[at++];
      if (c == quote) {
        return at == to || isBlank(line[at]);
      }
      if (c == '\\' && at < to && quote == '"') {
        into.write(escaped());
      } else if (c == '\\' && at < to && line[at] == '\'') {
        into.write(line[at++]);
      } else {
        into.write(c);
      }
    }
    return false;
  }

  /// The byte that stands behind a backslash between double quotes.
  private int escaped() {
    byte c = line[at++];
    if (c == 'x' && at + 1 < to && hex(line[at]) >= 0 && hex(line[at + 1]) >= 0) {
      int value = (hex(line[at]) << 4) | hex(line[at + 1]);
      at += 2;
      return value;
    }
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'a' -> 7;
      default -> c;
    };
  }

  private static int hex(byte c) {
    return c >= 0 ? Character.digit(c, 16) : -1;
  }

  private static boolean isBlank(byte c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }
}
