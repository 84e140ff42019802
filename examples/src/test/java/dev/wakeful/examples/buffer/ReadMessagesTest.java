package dev.wakeful.examples.buffer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.examples.Output;
import dev.wakeful.io.AsyncRead;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.testkit.TestTask;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadMessagesTest {
  @Test
  void readsWhatComesThroughASocket() throws Exception {
    assertThat(Output.of(ReadMessages::run))
        .containsExactly("hello", "there", "good-bye", "3 messages");
  }

  @Test
  void theBufferOutlivesASuspensionBeforeEveryByte() throws Exception {
    Drip drip = new Drip("\5hello\0\3you");
    assertThat(
            Output.of(out -> {
              TestTask<Integer> task = TestTask.of(ReadMessages.printAll(drip, out));
              Poll<Integer> answer = task.poll();
              for (; answer.isPending(); answer = task.poll()) {
                assertThat(task.isWoken()).isTrue();
              }
              assertThat(answer.get()).isEqualTo(3);
              assertThat(task.polls()).as("a suspension for each byte and the end").isEqualTo(13);
            }))
        .isEqualTo(List.of("hello", "", "you"));
  }

  @Test
  void anEndInTheMiddleIsAFailure() {
    TestTask<Integer> task = TestTask.of(ReadMessages.printAll(new Drip("\5hel"), System.out));
    assertThatThrownBy(() -> finish(task))
        .isInstanceOf(EOFException.class)
        .hasMessageContaining("message 1");
  }

  @Test
  void aMessageThatFitsNoBufferIsRefused() {
    TestTask<Integer> task = TestTask.of(ReadMessages.printAll(new Drip("\101A"), System.out));
    assertThatThrownBy(() -> finish(task))
        .isInstanceOf(IOException.class)
        .hasMessage("a message of 65 bytes; there is room for 64");
  }

  private static void finish(TestTask<Integer> task) throws Exception {
    while (task.poll().isPending()) {
      assertThat(task.isWoken()).isTrue();
    }
  }

  /// A stream that makes its reader wait before each byte, and before the end.
  private static final class Drip implements AsyncRead {
    private final ByteBuffer content;
    private boolean waited;

    Drip(String text) {
      content = UTF_8.encode(text);
    }

    @Override
    public Poll<Integer> pollRead(Context cx, ByteBuffer into) {
      waited = !waited;
      if (waited) {
        cx.waker().wake();
        return Poll.pending();
      }
      if (!content.hasRemaining()) {
        return Poll.ready(-1);
      }
      into.put(content.get());
      return Poll.ready(1);
    }
  }
}
