import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;

import dev.wakeful.future.Future;
import dev.wakeful.runtime.AsyncRuntime;
import dev.wakeful.time.Time;

Future<String> greeting(String name) {
  return async(() -> {
    await(Time.sleep(java.time.Duration.ofMillis(1)));
    return "Hello, " + name + "!";
  });
}

void main() throws Exception {
  try (AsyncRuntime runtime = AsyncRuntime.create()) {
    IO.println(runtime.blockOn(greeting("newcomer")));
  }
  IO.println("woven: " + greeting("").getClass().getName().contains("$async$"));
}
