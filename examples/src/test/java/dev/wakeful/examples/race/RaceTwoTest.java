package dev.wakeful.examples.race;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.examples.Output;
import java.util.List;
import org.junit.jupiter.api.Test;

class RaceTwoTest {
  @Test
  void theFirstOneWinsAndTheOtherIsCancelled() throws Exception {
    List<String> lines = Output.of(RaceTwo::run);
    assertThat(lines.subList(0, 7))
        .containsExactly(
            "two futures, and the hare takes a nap:",
            "  the hare is cancelled on its way",
            "  the tortoise wins with 50 steps",
            "two futures, and the hare stays awake:",
            "  the tortoise is cancelled on its way",
            "  the hare wins with a nap of 0 s",
            "two tasks, and the hare takes a nap:");
    // A task is cancelled by its executor, on another thread than the one that tells the winner.
    assertThat(lines.subList(7, lines.size()))
        .containsExactlyInAnyOrder(
            "  the tortoise wins with 50 steps", "  the hare is cancelled on its way");
  }
}
