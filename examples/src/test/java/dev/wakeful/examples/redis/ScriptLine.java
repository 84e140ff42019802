package dev.wakeful.examples.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line of a script: what a client does, and how its replies are compared.
///
/// Words before the command say how:
///
/// - `@b`: on the connection named b; without it, on the one of the line before;
/// - `+3`: three replies follow, instead of one; `+0` none for now;
/// - `~`: integers are not compared; `~~`: nothing but the type of the reply is;
/// - `?`: the order of the elements is not compared;
/// - `raw "bytes"`: these bytes are sent as they are; `eof`: the server closes; `leave`: the client
///   does; `read`: replies only.
///
/// The command itself is quoted as in `redis-cli`.
///
/// @param text the whole line
/// @param connection its name
/// @param sent what goes out, each character one byte; or null
/// @param replies how many are read
/// @param form how they are written down
/// @param end whether the server or the client closes
record ScriptLine(
    String text, String connection, @Nullable String sent, int replies, Frame.Form form, End end) {

  /// How a line ends its connection.
  enum End {
    NOT,
    BY_SERVER,
    BY_CLIENT
  }

  /// A line that is neither empty nor a comment.
  static ScriptLine parse(String text, String lastConnection) {
    String rest = text;
    String connection = lastConnection;
    int replies = 1;
    Frame.Form form = Frame.Form.EXACT;
    while (true) {
      int blank = rest.indexOf(' ');
      String word = blank < 0 ? rest : rest.substring(0, blank);
      if (word.startsWith("@")) {
        connection = word.substring(1);
      } else if (word.matches("\\+\\d+")) {
        replies = Integer.parseInt(word.substring(1));
      } else if (word.equals("~")) {
        form = Frame.Form.ANY_INTEGERS;
      } else if (word.equals("~~")) {
        form = Frame.Form.TYPE;
      } else if (word.equals("?")) {
        form = Frame.Form.SORTED;
      } else {
        break;
      }
      rest = rest.substring(word.length()).stripLeading();
    }
    return switch (rest) {
      case "eof" -> new ScriptLine(text, connection, null, 0, form, End.BY_SERVER);
      case "leave" -> new ScriptLine(text, connection, null, 0, form, End.BY_CLIENT);
      case "read" -> new ScriptLine(text, connection, null, replies, form, End.NOT);
      default -> new ScriptLine(text, connection, request(rest), replies, form, End.NOT);
    };
  }

  private static String request(String command) {
    byte[] line = command.getBytes(StandardCharsets.ISO_8859_1);
    byte[][] split = InlineSplitter.split(line, 0, line.length);
    if (split == null) {
      throw new IllegalArgumentException("quotes do not match: " + command);
    }
    List<byte[]> args = List.of(split);
    if (command.startsWith("raw ")) {
      return new String(args.get(1), StandardCharsets.ISO_8859_1);
    }
    StringBuilder request = new StringBuilder("*" + args.size() + "\r\n");
    for (byte[] arg : args) {
      request.append('$').append(arg.length).append("\r\n");
      request.append(new String(arg, StandardCharsets.ISO_8859_1)).append("\r\n");
    }
    return request.toString();
  }
}
