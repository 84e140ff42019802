package snippets;

import dev.wakeful.task.Poll;

final class PollSnippets {
  private PollSnippets() {}

  static String describe(Poll<Integer> poll) {
    // @start region="switch"
    String answer =
        switch (poll) {
          case Poll.Ready<Integer>(Integer value) -> "got " + value;
          case Poll.Pending<Integer> pending -> "not yet";
        };
    // @end
    return answer;
  }
}
