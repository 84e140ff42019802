// ./run recursion
package dev.wakeful.examples.recursion;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;

import dev.wakeful.env.Clock;
import dev.wakeful.env.Env;
import dev.wakeful.future.Future;
import dev.wakeful.runtime.AsyncRuntime;
import dev.wakeful.time.Time;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/// Walks a tree of pages that must be fetched: depth first, then all branches at once.
final class WalkTree {

  /// A page and those it leads to.
  ///
  /// @param words how many are on the page itself
  private record Page(String title, int words, List<Page> links) {
    Page(String title, int words, Page... links) {
      this(title, words, List.of(links));
    }
  }

  private static final Page SITE =
      new Page(
          "home",
          10,
          new Page("books", 20, new Page("novels", 300), new Page("poems", 40)),
          new Page("music", 5, new Page("songs", 60, new Page("lullabies", 7))));

  private WalkTree() {}

  static void main(String[] args) throws Exception {
    try (AsyncRuntime runtime = AsyncRuntime.currentThread()) {
      run(runtime, Env.system().clock(), System.out);
    }
  }

  static void run(AsyncRuntime runtime, Clock clock, PrintStream out) throws Exception {
    long start = clock.nanos();
    int words = runtime.blockOn(depthFirst(SITE, "  ", out));
    out.println(words + " words, one page after the other, " + since(start, clock));

    start = clock.nanos();
    words = runtime.blockOn(atOnce(SITE));
    out.println(words + " words, all branches at once, " + since(start, clock));
  }

  /// A body that awaits a body of its own kind. Each call is an object of its own, as large as the
  /// variables that it needs later, so there is nothing to declare: no box, no maximum depth.
  private static Future<Integer> depthFirst(Page page, String indent, PrintStream out) {
    return async(() -> {
      await(fetch());
      out.println(indent + page.title());
      int words = page.words();
      for (Page link : page.links()) {
        words += await(depthFirst(link, indent + "  ", out));
      }
      return words;
    });
  }

  /// The same, but a page's links are followed together: it takes as long as the tree is deep.
  private static Future<Integer> atOnce(Page page) {
    return async(() -> {
      await(fetch());
      Future<Integer> below = Future.ready(0);
      for (Page link : page.links()) {
        below = below.join(atOnce(link)).map(both -> both.first() + both.second());
      }
      return page.words() + await(below);
    });
  }

  private static Future<Void> fetch() {
    return Time.sleep(Duration.ofMillis(10));
  }

  private static String since(long start, Clock clock) {
    return Duration.ofNanos(clock.nanos() - start).toMillis() + " ms";
  }
}
