package snippets;

import dev.wakeful.future.Future;
import dev.wakeful.sync.Oneshot;

final class OneshotSnippets {
  Future<String> reply() {
    // @start region="oneshot"
    var reply = Oneshot.<String>channel();
    boolean wanted = reply.sender().send("done"); // false: nobody waits for it any more
    Future<String> answer = reply.receiver(); // fails with Closed if the sender is closed instead
    // @end
    return wanted ? answer : Future.ready("");
  }
}
