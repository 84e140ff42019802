package snippets;

import dev.wakeful.env.Env;
import dev.wakeful.env.Parker;
import dev.wakeful.time.TimerQueue;
import java.util.function.BooleanSupplier;

final class TimerQueueSnippets {
  private TimerQueueSnippets() {}

  static void drive(Env env, BooleanSupplier done) {
    // @start region="driver"
    Parker parker = env.newParker();
    TimerQueue timers = new TimerQueue(env.clock(), parker::unpark);
    // ... tasks poll futures with `Timers.SLOT` filled with `timers` ...
    while (!done.getAsBoolean()) {
      long nanos = timers.prepareWait();
      if (nanos < 0) {
        parker.park(); // nobody sleeps: until something else happens
      } else {
        parker.park(nanos);
      }
      timers.fire();
    }
    // @end
  }
}
