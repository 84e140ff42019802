package dev.wakeful.examples.recursion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.examples.Output;
import dev.wakeful.runtime.AsyncRuntime;
import dev.wakeful.testkit.VirtualEnv;
import org.junit.jupiter.api.Test;

class WalkTreeTest {
  @Test
  void depthFirstInOrderThenAllBranchesAtOnce() throws Exception {
    VirtualEnv env = VirtualEnv.create();
    try (AsyncRuntime runtime = AsyncRuntime.builder().currentThread().env(env).build()) {
      assertThat(Output.of(out -> WalkTree.run(runtime, env.clock(), out)))
          .containsExactly(
              "  home",
              "    books",
              "      novels",
              "      poems",
              "    music",
              "      songs",
              "        lullabies",
              "442 words, one page after the other, 70 ms",
              "442 words, all branches at once, 40 ms");
    }
  }
}
