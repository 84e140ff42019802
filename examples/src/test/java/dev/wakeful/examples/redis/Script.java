package dev.wakeful.examples.redis;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A play for one server and some clients, see [ScriptLine].
///
/// It begins with empty databases. When a line expects no reply, the server has nevertheless seen
/// it before the next one is sent: an exchange on a connection of its own, sent later and answered,
/// proves it. At the end no reply may be left over.
///
/// @param name of the file
/// @param lines in order
record Script(String name, List<ScriptLine> lines) {

  /// All scripts, by name.
  static List<Script> all() throws IOException {
    List<Script> scripts = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder().resolve("sessions"))) {
      for (Path file : files.sorted().toList()) {
        scripts.add(read(file));
      }
    }
    return scripts;
  }

  /// Where scripts and transcripts are.
  static Path folder() {
    try {
      URI uri = requireNonNull(Script.class.getResource("/redis/sessions")).toURI();
      return requireNonNull(Path.of(uri).getParent());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Script read(Path file) throws IOException {
    List<ScriptLine> lines = new ArrayList<>();
    String connection = "a";
    for (String text : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      if (!text.isBlank() && !text.startsWith("#")) {
        ScriptLine line = ScriptLine.parse(text, connection);
        connection = line.connection();
        lines.add(line);
      }
    }
    return new Script(file.getFileName().toString().replace(".txt", ""), lines);
  }

  /// Plays it.
  ///
  /// @param version of the protocol that every client asks for
  /// @return the lines and the replies to them
  String play(Peer peer, int version) throws IOException {
    StringBuilder transcript = new StringBuilder("== " + name + "\n");
    Map<String, Peer.Wire> wires = new LinkedHashMap<>();
    Peer.Wire witness = peer.connect();
    exchange(witness, "FLUSHALL\r\n");
    for (ScriptLine line : lines) {
      transcript.append("> ").append(line.text()).append('\n');
      Peer.Wire wire = wires.get(line.connection());
      if (wire == null) {
        wire = peer.connect();
        wires.put(line.connection(), wire);
        if (version != 2) {
          exchange(wire, "HELLO " + version + "\r\n");
        }
      }
      try {
        play(line, wire, transcript);
      } catch (IOException e) {
        throw new IOException(name + ": " + line.text() + ": " + e.getMessage(), e);
      }
      if (line.end() != ScriptLine.End.NOT) {
        wires.remove(line.connection());
      }
      if (line.replies() == 0) {
        exchange(witness, "PING\r\n");
      }
    }
    exchange(witness, "PING\r\n");
    for (Map.Entry<String, Peer.Wire> wire : wires.entrySet()) {
      if (wire.getValue().hasUnread()) {
        transcript.append("left over on ").append(wire.getKey()).append('\n');
      }
      wire.getValue().close();
    }
    exchange(witness, "PING\r\n");
    witness.close();
    return transcript.toString();
  }

  private static void play(ScriptLine line, Peer.Wire wire, StringBuilder transcript)
      throws IOException {
    String sent = line.sent();
    if (sent != null) {
      wire.send(sent.getBytes(StandardCharsets.ISO_8859_1));
    }
    for (int i = 0; i < line.replies(); i++) {
      transcript.append(Frame.read(wire::read).text(line.form())).append('\n');
    }
    if (line.end() == ScriptLine.End.BY_SERVER) {
      transcript.append(wire.read() < 0 ? "closed\n" : "not closed\n");
    }
    if (line.end() != ScriptLine.End.NOT) {
      wire.close();
    }
  }

  private static void exchange(Peer.Wire wire, String line) throws IOException {
    wire.send(line.getBytes(StandardCharsets.US_ASCII));
    Frame.read(wire::read);
  }
}
