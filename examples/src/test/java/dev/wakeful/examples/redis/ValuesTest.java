package dev.wakeful.examples.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The small parts: numbers as text, the ring, patterns, the table of commands.
class ValuesTest {
  @ParameterizedTest
  @ValueSource(
      longs = {0, 1, -1, 9, 10, 99, 100, -10, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1})
  void numbersSurviveBeingWrittenAndRead(long value) {
    byte[] text = Decimal.bytes(value);
    assertThat(new String(text, ISO_8859_1)).isEqualTo(Long.toString(value));
    assertThat(Decimal.isLong(text, 0, text.length)).isTrue();
    assertThat(Decimal.parse(text, 0, text.length)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "+1",
        "01",
        "-0",
        "-01",
        " 1",
        "1 ",
        "1.0",
        "0x1",
        "9223372036854775808",
        "-9223372036854775809",
        "99999999999999999999",
        "100000000000000000000"
      })
  void whatIsNotWrittenLikeALongIsNone(String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    assertThat(Decimal.isLong(bytes, 0, bytes.length)).isFalse();
  }

  @Test
  void theRingDoesWhatADequeDoes() {
    Random random = new Random(3);
    ListValue ring = new ListValue();
    ArrayDeque<byte[]> deque = new ArrayDeque<>();
    for (int i = 0; i < 10_000; i++) {
      byte[] element = {(byte) i};
      switch (random.nextInt(5)) {
        case 0 -> {
          ring.addFirst(element);
          deque.addFirst(element);
        }
        case 1, 2 -> {
          ring.addLast(element);
          deque.addLast(element);
        }
        case 3 -> {
          if (!deque.isEmpty()) {
            assertThat(ring.removeFirst()).isSameAs(deque.removeFirst());
          }
        }
        default -> {
          if (!deque.isEmpty()) {
            assertThat(ring.removeLast()).isSameAs(deque.removeLast());
          }
        }
      }
      assertThat(ring.size()).isEqualTo(deque.size());
    }
    List<byte[]> elements = new ArrayList<>();
    for (int i = 0; i < ring.size(); i++) {
      elements.add(ring.get(i));
    }
    assertThat(elements).isEqualTo(List.copyOf(deque));
  }

  @ParameterizedTest
  @CsvSource({
    "*,anything,true",
    "'','',true",
    "*,'',true",
    "a?c,abc,true",
    "a?c,ac,false",
    "a*c,ac,true",
    "a*c,abbbc,true",
    "a*c*e,abcde,true",
    "a*c*e,abcd,false",
    "[abc],b,true",
    "[^abc],b,false",
    "[a-c]x,bx,true",
    "[c-a]x,bx,true",
    "h[ae]llo,hillo,false",
    "\\*,*,true",
    "\\*,a,false",
    "[\\]],],true",
    "[a,a,true",
    "[,a,false",
  })
  void patternsMatch(String pattern, String text, boolean matches) {
    assertThat(Glob.matches(pattern.getBytes(ISO_8859_1), text.getBytes(ISO_8859_1)))
        .isEqualTo(matches);
  }

  @Test
  void aPatternOfManyStarsIsNotExpensive() {
    byte[] pattern = ("*a".repeat(1000) + "b").getBytes(ISO_8859_1);
    byte[] text = "a".repeat(10_000).getBytes(ISO_8859_1);
    assertThat(Glob.matches(pattern, text)).isFalse();
  }

  @Test
  void commandsAreFoundInAnyCase() {
    for (Command command : Commands.all()) {
      Stream.of(command.name(), command.name().toUpperCase(Locale.ROOT))
          .forEach(name -> assertThat(Commands.find(name.getBytes(ISO_8859_1))).isSameAs(command));
    }
    assertThat(Commands.find("gett".getBytes(ISO_8859_1))).isNull();
    assertThat(Commands.find(new byte[0])).isNull();
    assertThat(Commands.find(new byte[] {'g', 'e', (byte) ('t' | 0x80)})).isNull();
  }
}
