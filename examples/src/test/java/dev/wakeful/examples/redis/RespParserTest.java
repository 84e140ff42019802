package dev.wakeful.examples.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RespParserTest {
  private static final Limits LIMITS = new Limits(1 << 20, 1000, 4 << 20, 1000, 10, 1 << 20);

  @Test
  void cutsAMultibulkIntoItsArguments() {
    assertThat(parse("*2\r\n$3\r\nGET\r\n$4\r\na\r\nb\r\n")).containsExactly("GET|a\r\nb");
  }

  @Test
  void cutsALineIntoItsArguments() {
    assertThat(parse("  SET  k 'a \\' b' \"\\x41\\n\\\"\\q\"\r\nPING\n"))
        .containsExactly("SET|k|a ' b|A\n\"q", "PING");
  }

  @Test
  void skipsWhatIsEmpty() {
    assertThat(parse("\r\n*0\r\n*-1\r\n   \r\nPING\r\n")).containsExactly("PING");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '=',
      value = {
        "*x~=invalid multibulk length",
        "*~=invalid multibulk length",
        "*+1~=invalid multibulk length",
        "*01~=invalid multibulk length",
        "*1001~=invalid multibulk length",
        "*99999999999999999999~=invalid multibulk length",
        "*1~PING~=expected '$', got 'P'",
        "*1~~=expected '$', got ' '",
        "*1~$~=invalid bulk length",
        "*1~$-1~=invalid bulk length",
        "*1~$1048577~=invalid bulk length",
        "*2~$1~a~x~=expected '$', got 'x'",
        "GET \"a~=unbalanced quotes in request",
        "GET 'a'b~=unbalanced quotes in request",
      })
  void complainsInTheWordsOfRedis(String sent, String complaint) {
    assertThat(parse(sent.replace("~", "\r\n")))
        .containsExactly("ERR Protocol error: " + complaint);
  }

  @ParameterizedTest
  @CsvSource({
    "*1,too big mbulk count string",
    "PING,too big inline request",
    "'*1\r\n$1',too big bulk count string",
  })
  void complainsAboutLinesWithoutEnd(String beginning, String complaint) {
    assertThat(parse(beginning + "1".repeat(LIMITS.line())))
        .containsExactly("ERR Protocol error: " + complaint);
  }

  @Test
  void runsWhatCameBeforeTheMistake() {
    assertThat(parse("PING\r\n*1\r\n$4\r\nPING\r\n*x\r\nPING\r\n"))
        .containsExactly("PING", "PING", "ERR Protocol error: invalid multibulk length");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 11, 64})
  void theSizeOfThePiecesDoesNotMatter(int piece) {
    for (byte[] stream : RequestCorpus.streams()) {
      assertThat(parse(stream, piece)).isEqualTo(parse(stream, stream.length));
    }
  }

  @Test
  void aPromisedLengthIsNotAllocated() throws ProtocolException {
    RespParser parser = new RespParser(LIMITS);
    byte[] promise = bytes("*1000\r\n$1048576\r\nabc");
    parser.feed(promise, 0, promise.length);

    assertThat(parser.next()).isNull();
    parser.keep();
    assertThat(parser.held()).isEqualTo(promise.length);
  }

  @Test
  void holdsAtMostOneAndAHalfTimesWhatCame() throws ProtocolException {
    RespParser parser = new RespParser(LIMITS);
    byte[] head = bytes("*2\r\n$3\r\nSET\r\n$1000000\r\n");
    parser.feed(head, 0, head.length);
    assertThat(parser.next()).isNull();
    parser.keep();
    byte[] piece = new byte[777];
    for (int sent = head.length; sent + piece.length < 1_000_000; sent += piece.length) {
      parser.feed(piece, 0, piece.length);
      assertThat(parser.next()).isNull();
      parser.keep();
      assertThat(parser.held()).isLessThanOrEqualTo((sent + piece.length) * 3 / 2);
    }
  }

  @Test
  void holdsNothingBetweenCommands() throws ProtocolException {
    RespParser parser = new RespParser(LIMITS);
    byte[] first = bytes("*1\r\n$4\r\nPI");
    byte[] second = bytes("NG\r\n");
    parser.feed(first, 0, first.length);
    assertThat(parser.next()).isNull();
    parser.keep();
    parser.feed(second, 0, second.length);
    assertThat(parser.next()).hasDimensions(1, 4);
    assertThat(parser.next()).isNull();
    parser.keep();
    assertThat(parser.held()).isZero();
  }

  private static List<String> parse(String stream) {
    return parse(bytes(stream), stream.length());
  }

  /// Commands as `name|argument|…`, and the error that ends them if one does.
  private static List<String> parse(byte[] stream, int piece) {
    RespParser parser = new RespParser(LIMITS);
    List<String> commands = new ArrayList<>();
    try {
      for (int at = 0; at < stream.length; at += piece) {
        byte[] lent = Arrays.copyOfRange(stream, at, Math.min(at + piece, stream.length));
        parser.feed(lent, 0, lent.length);
        for (byte[][] next = parser.next(); next != null; next = parser.next()) {
          commands.add(String.join("|", Arrays.stream(next).map(RespParserTest::text).toList()));
        }
        parser.keep();
        Arrays.fill(lent, (byte) '#');
      }
    } catch (ProtocolException e) {
      commands.add(e.reply());
    }
    return commands;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
