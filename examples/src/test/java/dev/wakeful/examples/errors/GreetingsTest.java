package dev.wakeful.examples.errors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.examples.Output;
import dev.wakeful.runtime.AsyncRuntime;
import dev.wakeful.testkit.VirtualEnv;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GreetingsTest {
  @Test
  void eachFailureIsCaughtByItsTypeAndTheSettingsAreAlwaysClosed() throws Exception {
    VirtualEnv env = VirtualEnv.create();
    try (AsyncRuntime runtime = AsyncRuntime.builder().currentThread().env(env).build()) {
      assertThat(Output.of(out -> Greetings.run(runtime, out)))
          .containsExactly(
              "  closed the settings of alice",
              "alice: good morning",
              "  closed the settings of bob",
              "bob: hello, for bob has no setting `greeting`",
              "  closed the settings of carol",
              "carol: failed, the disk of carol is full",
              "  closed the settings of dave",
              "dave: hello, for there was no answer within 100 ms",
              "  closed the settings of erin",
              "erin: hi, in a hurry");
      Duration whole = Duration.ofMillis(20 + 20 + 20 + 110 + 50);
      assertThat(env.clock().elapsed()).isEqualTo(whole);
    }
  }
}
