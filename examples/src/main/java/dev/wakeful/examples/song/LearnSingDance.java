// ./run learn-sing-dance
package dev.wakeful.examples.song;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;

import dev.wakeful.future.Future;
import dev.wakeful.runtime.AsyncRuntime;
import dev.wakeful.time.Time;
import java.io.PrintStream;
import java.time.Duration;

/// Learns a song, sings it and dances: first one thing after the other, then dancing meanwhile.
///
/// The song of *Asynchronous Programming in Rust*, first chapter.
final class LearnSingDance {

  /// What must be learnt before it can be sung.
  private record Song(String title) {}

  private LearnSingDance() {}

  static void main(String[] args) throws Exception {
    try (AsyncRuntime runtime = AsyncRuntime.currentThread()) {
      oneAfterTheOther(runtime, System.out);
      dancingMeanwhile(runtime, System.out);
    }
  }

  /// Each `blockOn` holds this thread until its future is ready, so nothing overlaps.
  static void oneAfterTheOther(AsyncRuntime runtime, PrintStream out) throws Exception {
    out.println("one after the other:");
    Song song = runtime.blockOn(learn(out));
    runtime.blockOn(sing(song, out));
    runtime.blockOn(dance(out));
  }

  /// One `blockOn` for everything. The thread is the same one: while the singer waits for the next
  /// verse, it dances.
  static void dancingMeanwhile(AsyncRuntime runtime, PrintStream out) throws Exception {
    out.println("dancing meanwhile:");
    runtime.blockOn(learnAndSing(out).join(dance(out)));
  }

  /// A song cannot be sung before it is learnt, so these two come one after the other. `await` does
  /// not hold the thread: whoever polls this body is free until there is more to do.
  private static Future<Void> learnAndSing(PrintStream out) {
    return async(() -> {
      Song song = await(learn(out));
      await(sing(song, out));
    });
  }

  private static Future<Song> learn(PrintStream out) {
    return async(() -> {
      out.println("  learn");
      await(Time.sleep(Duration.ofMillis(40)));
      return new Song("Daisy Bell");
    });
  }

  private static Future<Void> sing(Song song, PrintStream out) {
    return async(() -> {
      for (int verse = 1; verse <= 2; verse++) {
        out.println("  sing " + song.title() + ", verse " + verse);
        await(Time.sleep(Duration.ofMillis(40)));
      }
    });
  }

  private static Future<Void> dance(PrintStream out) {
    return async(() -> {
      for (String step : new String[] {"left", "right", "left", "turn"}) {
        out.println("  dance " + step);
        await(Time.sleep(Duration.ofMillis(30)));
      }
    });
  }
}
