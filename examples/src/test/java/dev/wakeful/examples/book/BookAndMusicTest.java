package dev.wakeful.examples.book;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.examples.Output;
import dev.wakeful.runtime.AsyncRuntime;
import dev.wakeful.testkit.VirtualEnv;
import org.junit.jupiter.api.Test;

class BookAndMusicTest {
  @Test
  void onlyJoinFetchesBothAtOnce() throws Exception {
    VirtualEnv env = VirtualEnv.create();
    try (AsyncRuntime runtime = AsyncRuntime.builder().currentThread().env(env).build()) {
      assertThat(Output.of(out -> new BookAndMusic(out).run(runtime, env.clock())))
          .containsExactly(
              "serial:",
              "  the book is ordered",
              "  the book is here",
              "  the music is ordered",
              "  the music is here",
              "  Momo and Bolero after 100 ms",
              "looks concurrent:",
              "  the book is ordered",
              "  the book is here",
              "  the music is ordered",
              "  the music is here",
              "  Momo and Bolero after 100 ms",
              "concurrent:",
              "  the book is ordered",
              "  the music is ordered",
              "  the music is here",
              "  the book is here",
              "  Momo and Bolero after 60 ms");
    }
  }
}
