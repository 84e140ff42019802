package dev.wakeful.examples.errors;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;

import dev.wakeful.future.Future;
import dev.wakeful.time.Time;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;

/// The settings of one user, far away. Whoever opens them closes them.
final class Settings implements AutoCloseable {
  private final String user;
  private final PrintStream out;

  private Settings(String user, PrintStream out) {
    this.user = user;
    this.out = out;
  }

  /// A future of somebody's settings.
  static Future<Settings> open(String user, PrintStream out) {
    return async(() -> {
      await(Time.sleep(Duration.ofMillis(10)));
      return new Settings(user, out);
    });
  }

  /// The text of a setting. Fails with [NoSuchSetting], or with an `IOException` when the place
  /// where they are kept is broken; and sometimes there is no answer at all.
  Future<String> read(String name) {
    return async(() -> {
      await(Time.sleep(Duration.ofMillis(10)));
      return switch (user) {
        case "alice" -> "good morning";
        case "bob" -> throw new NoSuchSetting(user, name);
        case "carol" -> throw new IOException("the disk of " + user + " is full");
        default -> await(Future.pending());
      };
    });
  }

  @Override
  public void close() {
    out.println("  closed the settings of " + user);
  }
}
