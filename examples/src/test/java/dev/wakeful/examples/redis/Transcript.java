package dev.wakeful.examples.redis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a server replied to all scripts.
///
/// Those in the resources were recorded from a real server by [#main], which is to be run again
/// when a script has changed.
final class Transcript {
  private Transcript() {}

  /// Plays all scripts.
  static String record(Peer peer, int version) throws IOException {
    StringBuilder transcript = new StringBuilder();
    for (Script script : Script.all()) {
      transcript.append(script.play(peer, version));
    }
    return transcript.toString();
  }

  /// The one in the resources.
  static String recorded(int version) throws IOException {
    return Files.readString(file(Script.folder(), version), StandardCharsets.UTF_8);
  }

  /// Records both versions of the protocol.
  ///
  /// @param args the folder of the transcripts, `src/test/resources/redis`
  public static void main(String[] args) throws IOException {
    try (RealRedis redis = RealRedis.start()) {
      for (int version : List.of(2, 3)) {
        Files.writeString(file(Path.of(args[0]), version), record(redis.peer(), version));
      }
    }
  }

  private static Path file(Path folder, int version) {
    return folder.resolve("transcript-resp" + version + ".txt");
  }
}
