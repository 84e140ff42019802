package dev.wakeful.examples.redis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// Bytes that clients send: some well-formed, some not, the same on every run.
final class RequestCorpus {
  private static final List<String> VALID =
      List.of(
          "PING\r\n",
          "*1\r\n$4\r\nPING\r\n",
          "*2\r\n$4\r\nECHO\r\n$11\r\nhello world\r\n",
          "*3\r\n$3\r\nSET\r\n$3\r\nkey\r\n$5\r\nvalue\r\n",
          "*5\r\n$3\r\nSET\r\n$3\r\nkey\r\n$5\r\nvalue\r\n$2\r\nPX\r\n$4\r\n1000\r\n",
          "*2\r\n$3\r\nGET\r\n$3\r\nkey\r\n",
          "*4\r\n$5\r\nLPUSH\r\n$4\r\nlist\r\n$1\r\na\r\n$0\r\n\r\n",
          "*4\r\n$4\r\nHSET\r\n$4\r\nhash\r\n$1\r\nf\r\n$1\r\n1\r\n",
          "*3\r\n$5\r\nBLPOP\r\n$5\r\nempty\r\n$1\r\n0\r\n",
          "*2\r\n$9\r\nSUBSCRIBE\r\n$2\r\nch\r\n",
          "*3\r\n$7\r\nPUBLISH\r\n$2\r\nch\r\n$2\r\nhi\r\n",
          "*2\r\n$5\r\nHELLO\r\n$1\r\n3\r\n",
          "SET \"a b\" 'c d' EX 10\r\n",
          "*0\r\n",
          "\r\n");

  /// What is put where it does not belong.
  private static final List<String> NOISE =
      List.of(
          "*", "$", "\r\n", "\r", "\n", "-1", "999999999999", "\"", "'", "\\x4", "\0", "*3\r\n");

  private RequestCorpus() {}

  /// Every valid command alone, all of them together, and a thousand spoilt streams.
  static List<byte[]> streams() {
    Random random = new Random(1);
    Stream<byte[]> valid =
        Stream.concat(VALID.stream(), Stream.of(String.join("", VALID))).map(RequestCorpus::bytes);
    return Stream.concat(valid, Stream.generate(() -> spoilt(random)).limit(1000)).toList();
  }

  /// One to four valid commands with one to three mistakes in them.
  static byte[] spoilt(Random random) {
    StringBuilder stream = new StringBuilder();
    int commands = 1 + random.nextInt(4);
    for (int i = 0; i < commands; i++) {
      stream.append(VALID.get(random.nextInt(VALID.size())));
    }
    byte[] bytes = bytes(stream.toString());
    int mistakes = 1 + random.nextInt(3);
    for (int i = 0; i < mistakes && bytes.length > 0; i++) {
      bytes = spoil(random, bytes);
    }
    return bytes;
  }

  private static byte[] spoil(Random random, byte[] bytes) {
    int at = random.nextInt(bytes.length);
    byte[] spoilt = bytes.clone();
    return switch (random.nextInt(6)) {
      case 0 -> {
        spoilt[at] = (byte) random.nextInt(256);
        yield spoilt;
      }
      case 1 -> Arrays.copyOf(bytes, at);
      case 2 -> join(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at + 1, bytes.length));
      case 3 -> {
        spoilt[at] = (byte) ('0' + random.nextInt(10));
        yield spoilt;
      }
      case 4 -> {
        byte[] noise = bytes(NOISE.get(random.nextInt(NOISE.size())));
        yield join(
            Arrays.copyOf(bytes, at), join(noise, Arrays.copyOfRange(bytes, at, bytes.length)));
      }
      default -> {
        int to = at + random.nextInt(bytes.length - at);
        yield join(Arrays.copyOf(bytes, to), Arrays.copyOfRange(bytes, at, bytes.length));
      }
    };
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
