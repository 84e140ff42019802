package snippets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.future.Future;
import dev.wakeful.task.Poll;
import dev.wakeful.testkit.TestTask;

final class TestTaskSnippets {
  private TestTaskSnippets() {}

  static void pollByHand(Future<String> reply, Runnable answer) throws Exception {
    // @start region="poll"
    TestTask<String> task = TestTask.of(reply);
    assertThat(task.poll().isPending()).isTrue();
    assertThat(task.isWoken()).isFalse();
    answer.run();
    assertThat(task.isWoken()).isTrue();
    assertThat(task.poll()).isEqualTo(Poll.ready("pong"));
    // @end
  }
}
