package dev.wakeful.examples.redis;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// One reply, cut out of a stream of them.
///
/// @param head its first line
/// @param body what follows the length of a string; empty for the rest
/// @param children of a collection
record Frame(String head, String body, List<Frame> children) {

  /// How a reply is written down.
  enum Form {
    /// Every byte.
    EXACT,
    /// A mark in place of integers.
    ANY_INTEGERS,
    /// The first byte.
    TYPE,
    /// The elements of the collection in alphabetical order.
    SORTED
  }

  /// Where bytes come from.
  @FunctionalInterface
  interface Source {

    /// The next byte, or -1 at the end. Waits for it.
    int read() throws IOException;
  }

  /// The next reply of a stream.
  static Frame read(Source source) throws IOException {
    String head = line(source);
    return switch (head.charAt(0)) {
      case '$', '=' ->
          size(head) < 0
              ? new Frame(head, "", List.of())
              : new Frame(head, bytes(source, size(head) + 2), List.of());
      case '*', '~', '>' -> new Frame(head, "", frames(source, size(head)));
      case '%' -> new Frame(head, "", frames(source, 2 * size(head)));
      case '+', '-', ':', '_', ',', '#' -> new Frame(head, "", List.of());
      default -> throw new IOException("no reply begins like this: " + head);
    };
  }

  private static List<Frame> frames(Source source, int count) throws IOException {
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      frames.add(read(source));
    }
    return frames;
  }

  /// The reply as text in one line, its line ends written as `\r\n`.
  String text(Form form) {
    if (form == Form.TYPE) {
      return head.substring(0, 1);
    }
    List<String> elements = new ArrayList<>();
    children.forEach(child -> elements.add(child.text(form)));
    if (form == Form.SORTED) {
      elements.sort(null);
    }
    String first = form == Form.ANY_INTEGERS && head.startsWith(":") ? ":#\r\n" : head;
    return escaped(first) + escaped(body) + String.join("", elements);
  }

  private static int size(String head) {
    return Integer.parseInt(head.substring(1, head.length() - 2));
  }

  private static String line(Source source) throws IOException {
    StringBuilder line = new StringBuilder();
    while (line.length() < 2 || line.charAt(line.length() - 1) != '\n') {
      line.append(next(source));
    }
    return line.toString();
  }

  private static String bytes(Source source, int count) throws IOException {
    StringBuilder bytes = new StringBuilder();
    for (int i = 0; i < count; i++) {
      bytes.append(next(source));
    }
    return bytes.toString();
  }

  private static char next(Source source) throws IOException {
    int c = source.read();
    if (c < 0) {
      throw new EOFException("the stream ended within a reply");
    }
    return (char) c;
  }

  private static String escaped(String bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bytes.length(); i++) {
      char c = bytes.charAt(i);
      switch (c) {
        case '\r' -> text.append("\\r");
        case '\n' -> text.append("\\n");
        case '\\' -> text.append("\\\\");
        default -> {
          if (c >= ' ' && c <= '~') {
            text.append(c);
          } else {
            text.append("\\x%02x".formatted((int) c));
          }
        }
      }
    }
    return text.toString();
  }
}
