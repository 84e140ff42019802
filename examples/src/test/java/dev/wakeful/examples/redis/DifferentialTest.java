package dev.wakeful.examples.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The same scripts played to the engine, to the server and to a real Redis.
class DifferentialTest {
  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void theEngineRepliesAsRedisDid(int version) throws Exception {
    assertThat(Transcript.record(new EnginePeer(), version))
        .isEqualTo(Transcript.recorded(version));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void theServerRepliesAsRedisDid(int version) throws Exception {
    try (TestServer server = TestServer.start()) {
      assertThat(Transcript.record(server.peer(), version)).isEqualTo(Transcript.recorded(version));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void redisStillRepliesLikeThat(int version) throws Exception {
    assumeTrue(RealRedis.isInstalled(), "redis-server 7.0 is not installed");
    try (RealRedis redis = RealRedis.start()) {
      assertThat(Transcript.record(redis.peer(), version)).isEqualTo(Transcript.recorded(version));
    }
  }

  @Test
  void theScriptsHaveFourHundredCommands() throws Exception {
    long commands =
        Script.all().stream()
            .flatMap(script -> script.lines().stream())
            .filter(line -> line.sent() != null)
            .count();
    assertThat(commands).isGreaterThanOrEqualTo(400);
  }

  @Test
  void theScriptsUseEveryCommand() throws Exception {
    String lines =
        String.join(
            "\n",
            Script.all().stream()
                .flatMap(script -> script.lines().stream())
                .map(ScriptLine::text)
                .toList());
    List<String> unused =
        Commands.all().stream()
            .map(Command::name)
            .filter(name -> !lines.matches("(?is).*\\b" + Pattern.quote(name) + "(?![\\w]).*"))
            .toList();
    assertThat(unused).isEmpty();
  }
}
