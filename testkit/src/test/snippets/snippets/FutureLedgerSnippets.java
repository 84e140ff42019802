package snippets;

import dev.wakeful.future.Future;
import dev.wakeful.testkit.FutureLedger;
import dev.wakeful.testkit.TestTask;

final class FutureLedgerSnippets {
  private FutureLedgerSnippets() {}

  static void race(Future<String> fast, Future<String> slow) throws Exception {
    // @start region="ledger"
    FutureLedger ledger = new FutureLedger();
    TestTask<String> race =
        TestTask.of(ledger.track("fast", fast).race(ledger.track("slow", slow)));
    while (race.poll().isPending()) {}
    ledger.assertSettled(); // the slow one was cancelled, not forgotten
    // @end
  }
}
