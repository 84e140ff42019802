package newcomer;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;

import dev.wakeful.future.Future;
import dev.wakeful.runtime.AsyncRuntime;
import dev.wakeful.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What a newcomer writes first: a body that awaits in a loop, and one that awaits a timer.
public final class Kitchen {
  private Kitchen() {}

  static Future<String> cook(String dish) {
    return async(() -> {
      await(Time.sleep(Duration.ofMillis(1)));
      return "hot " + dish;
    });
  }

  static Future<String> menu() {
    return async(() -> {
      List<String> served = new ArrayList<>();
      for (String dish : List.of("soup", "pie", "tea")) {
        served.add(await(cook(dish)));
      }
      return String.join(", ", served);
    });
  }

  static String serve() throws Exception {
    try (AsyncRuntime runtime = AsyncRuntime.create()) {
      return runtime.blockOn(menu());
    }
  }

  /// Whether a body was woven: its future is of a class that was made for it, beside its own.
  static boolean isWoven(Future<?> body) {
    return body.getClass().getName().contains("$async$");
  }

  public static void main(String[] arguments) throws Exception {
    System.out.println(serve());
    System.out.println("woven: " + isWoven(menu()));
  }
}
