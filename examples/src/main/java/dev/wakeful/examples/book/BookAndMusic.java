// ./run book-and-music
package dev.wakeful.examples.book;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;

import dev.wakeful.env.Clock;
import dev.wakeful.env.Env;
import dev.wakeful.future.Future;
import dev.wakeful.future.Pair;
import dev.wakeful.runtime.AsyncRuntime;
import dev.wakeful.time.Time;
import java.io.PrintStream;
import java.time.Duration;

/// Fetches a book and some music: one after the other, in a way that only looks concurrent, and at
/// once.
///
/// From *Asynchronous Programming in Rust*, the chapter on `join!`.
final class BookAndMusic {
  private record Book(String title) {}

  private record Music(String title) {}

  private final PrintStream out;

  BookAndMusic(PrintStream out) {
    this.out = out;
  }

  static void main(String[] args) throws Exception {
    try (AsyncRuntime runtime = AsyncRuntime.currentThread()) {
      new BookAndMusic(System.out).run(runtime, Env.system().clock());
    }
  }

  void run(AsyncRuntime runtime, Clock clock) throws Exception {
    fetch("serial", serial(), runtime, clock);
    fetch("looks concurrent", looksConcurrent(), runtime, clock);
    fetch("concurrent", concurrent(), runtime, clock);
  }

  private Future<Pair<Book, Music>> serial() {
    return async(() -> {
      Book book = await(getBook());
      Music music = await(getMusic());
      return new Pair<>(book, music);
    });
  }

  /// The trap, for those who come from `CompletableFuture`: both futures are made first, and yet
  /// the music is not asked for before the book is here. A future is lazy; it runs when it is
  /// polled, and until the second `await` nobody polls the music.
  private Future<Pair<Book, Music>> looksConcurrent() {
    return async(() -> {
      Future<Book> book = getBook();
      Future<Music> music = getMusic();
      return new Pair<>(await(book), await(music));
    });
  }

  /// `join` polls both. It takes as long as the slower one.
  private Future<Pair<Book, Music>> concurrent() {
    return async(() -> await(getBook().join(getMusic())));
  }

  private Future<Book> getBook() {
    return async(() -> {
      out.println("  the book is ordered");
      await(Time.sleep(Duration.ofMillis(60)));
      out.println("  the book is here");
      return new Book("Momo");
    });
  }

  private Future<Music> getMusic() {
    return async(() -> {
      out.println("  the music is ordered");
      await(Time.sleep(Duration.ofMillis(40)));
      out.println("  the music is here");
      return new Music("Bolero");
    });
  }

  private void fetch(String how, Future<Pair<Book, Music>> both, AsyncRuntime runtime, Clock clock)
      throws Exception {
    out.println(how + ":");
    long start = clock.nanos();
    Pair<Book, Music> pair = runtime.blockOn(both);
    long millis = Duration.ofNanos(clock.nanos() - start).toMillis();
    String titles = pair.first().title() + " and " + pair.second().title();
    out.println("  " + titles + " after " + millis + " ms");
  }
}
