package dev.wakeful.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.runners.TestList;

/// The judge of the jcstress tests, on results made up for tests that exist.
class VerdictTest {
  private static final String PROOF = "dev.wakeful.task.AtomicWakerStress.Register";
  private static final String TWIN = "dev.wakeful.task.AtomicWakerStress.WeakRegister";

  @Test
  void forbiddenOutcomeIsAProblem() {
    assertThat(verdict(PROOF, Status.NORMAL, "false, false").problems())
        .singleElement()
        .asString()
        .contains(PROOF, "showed false, false", "lost wake-up");
  }

  @Test
  void proofThatHoldsIsNone() {
    Verdict verdict = verdict(PROOF, Status.NORMAL, "true, false");
    assertThat(verdict.problems()).isEmpty();
    assertThat(verdict.quietTwins()).isEmpty();
    assertThat(verdict.table()).contains("| " + PROOF + " | proof | 1 | 0 |");
  }

  @Test
  void twinThatStaysQuietIsNamed() {
    assertThat(verdict(TWIN, Status.NORMAL, "true, false").quietTwins()).containsExactly(TWIN);
    assertThat(verdict(TWIN, Status.NORMAL, "false, false").quietTwins()).isEmpty();
  }

  @Test
  void twinThatShowsNothingElseIsAProblem() {
    assertThat(verdict(TWIN, Status.NORMAL, "false, false").problems())
        .singleElement()
        .asString()
        .contains(TWIN, "nothing else");
  }

  @Test
  void timeoutIsAProblem() {
    assertThat(verdict(PROOF, Status.TIMEOUT_ERROR, "true, true").problems())
        .singleElement()
        .asString()
        .contains(PROOF, "TIMEOUT_ERROR");
  }

  @Test
  void testThatDidNotRunIsAProblem() {
    TreeMap<String, List<TestResult>> none = new TreeMap<>();
    none.put(PROOF, List.of());
    none.put(TWIN, List.of());
    assertThat(new Verdict(none).problems())
        .containsExactly(PROOF + " did not run", TWIN + " did not run");
  }

  @Test
  void proofsAndTwinsComeInPairs() {
    assertThat(Verdict.unpaired(TestList.tests())).isEmpty();
    assertThat(Verdict.unpaired(List.of(PROOF))).hasSize(1);
    assertThat(Verdict.unpaired(List.of(TWIN))).hasSize(1);
  }

  private static Verdict verdict(String test, Status status, String outcome) {
    TestResult result = new NamedResult(test, status);
    result.addState(outcome, 1);
    TreeMap<String, List<TestResult>> results = new TreeMap<>();
    results.put(test, List.of(result));
    return new Verdict(results);
  }

  /// A result with a name and nothing else of a configuration.
  private static final class NamedResult extends TestResult {
    private final String name;

    NamedResult(String name, Status status) {
      super(status);
      this.name = name;
    }

    @Override
    public String getName() {
      return name;
    }
  }
}
