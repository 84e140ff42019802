package dev.wakeful.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.Future;
import dev.wakeful.task.AtomicWaker;
import dev.wakeful.task.Poll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C-1")
@Tag("F-117")
@Tag("F-123")
class ContractCheckTest {

  @Test
  void aSoundFutureHasNothingToReport() throws Exception {
    ContractReport report =
        ContractCheck.ofFuture("map", probe -> probe.value(1).map(x -> x)).run();
    assertThat(report.violations()).isEmpty();
    assertThat(report.runs()).isGreaterThan(20);
    assertThat(report)
        .hasToString("`map` keeps the contract, as far as " + report.runs() + " runs show");
    report.assertHolds();
  }

  @Test
  void allThatIsWrongStandsInOneErrorWithPlaceAndRemedy() {
    ContractCheck check =
        ContractCheck.ofFuture("never", probe -> Future.pollFn(cx -> Poll.pending()));
    assertThatThrownBy(check::assertHolds)
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll(
            "`never` breaks the contract:",
            "it is still Pending though it has nothing left to wait for",
            "when: polled while its children go on one by one, at poll 1",
            "rule: it ends once everything it waits for has ended (NEVER_ENDS)",
            "did not say that it is `never`");
  }

  @Test
  void aRuleCanBeExceptedWithAReason() throws Exception {
    ContractCheck check = ContractCheck.ofFuture("pending", probe -> Future.pending()).endless();
    assertThat(check.run().rules()).containsExactly(ContractRule.POLLED_AFTER_END);
    check.except(ContractRule.POLLED_AFTER_END, "it never ends").assertHolds();
    assertThatThrownBy(() -> check.except(ContractRule.EAGER, " "))
        .hasMessage("an exception to EAGER needs a reason");
  }

  @Test
  void aLeafGoesOnByTheActionThatIsGiven() throws Exception {
    int[] actions = {0};
    ContractCheck.ofFuture(
            "pollFn",
            probe -> {
              AtomicWaker cell = new AtomicWaker();
              boolean[] open = {false};
              probe.progress(() -> {
                actions[0]++;
                open[0] = true;
                cell.wake();
              });
              return Future.pollFn(cx -> {
                cell.register(cx.waker());
                return open[0] ? Poll.done() : Poll.pending();
              });
            })
        .assertHolds();
    assertThat(actions[0]).isPositive();
  }

  @Test
  void onlyAChildOfTheProbeCanBeLent() {
    ContractCheck check = ContractCheck.ofFuture("x", probe -> probe.lent(Future.ready(1)));
    assertThatThrownBy(check::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("only a child of this probe can be lent, not ");
  }
}
