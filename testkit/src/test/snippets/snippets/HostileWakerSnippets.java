package snippets;

import dev.wakeful.task.AtomicWaker;
import dev.wakeful.testkit.HostileWaker;

final class HostileWakerSnippets {
  private HostileWakerSnippets() {}

  static void survive(AtomicWaker cell) {
    // @start region="hostile"
    HostileWaker hostile =
        new HostileWaker()
            .thatRuns(cell::wake) // comes back in
            .thatThrows(new IllegalStateException("hostile"));
    cell.register(hostile);
    // @end
  }
}
