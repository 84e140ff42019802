package snippets;

import dev.wakeful.future.Future;
import dev.wakeful.time.MissedTicks;
import dev.wakeful.time.Time;
import java.time.Duration;

final class TimeSnippets {
  private TimeSnippets() {}

  static Future<String> reply(Future<String> request) {
    // @start region="sleep"
    Future<String> reply =
        Time.sleep(Duration.ofMillis(100))
            .andThen(rested -> Time.timeout(Duration.ofSeconds(2), request));
    // @end
    return reply;
  }

  static Future<Void> beat(Runnable heart) {
    // @start region="interval"
    Future<Void> beating =
        Time.interval(Duration.ofSeconds(1))
            .missedTicks(MissedTicks.SKIP)
            .forEach(instant -> {
              heart.run();
              return Future.ready(instant);
            });
    // @end
    return beating;
  }
}
