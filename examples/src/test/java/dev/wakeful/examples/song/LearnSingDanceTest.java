package dev.wakeful.examples.song;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.examples.Output;
import dev.wakeful.runtime.AsyncRuntime;
import dev.wakeful.testkit.VirtualEnv;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LearnSingDanceTest {
  private final VirtualEnv env = VirtualEnv.create();
  private final AsyncRuntime runtime = AsyncRuntime.builder().currentThread().env(env).build();

  @AfterEach
  void close() {
    runtime.close();
  }

  @Test
  void withBlockOnNothingOverlaps() throws Exception {
    assertThat(Output.of(out -> LearnSingDance.oneAfterTheOther(runtime, out)))
        .containsExactly(
            "one after the other:",
            "  learn",
            "  sing Daisy Bell, verse 1",
            "  sing Daisy Bell, verse 2",
            "  dance left",
            "  dance right",
            "  dance left",
            "  dance turn");
    assertThat(env.clock().elapsed()).isEqualTo(Duration.ofMillis(40 + 80 + 120));
  }

  @Test
  void withJoinTheDanceGoesOnMeanwhile() throws Exception {
    assertThat(Output.of(out -> LearnSingDance.dancingMeanwhile(runtime, out)))
        .containsExactly(
            "dancing meanwhile:",
            "  learn",
            "  dance left",
            "  dance right",
            "  sing Daisy Bell, verse 1",
            "  dance left",
            "  sing Daisy Bell, verse 2",
            "  dance turn");
    assertThat(env.clock().elapsed()).isEqualTo(Duration.ofMillis(120));
  }
}
