package snippets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.env.Parker;
import dev.wakeful.testkit.VirtualEnv;
import java.time.Duration;

final class VirtualEnvSnippets {
  private VirtualEnvSnippets() {}

  static void waitAnHour() {
    // @start region="virtual"
    VirtualEnv env = VirtualEnv.seeded(42);
    Parker parker = env.newParker();
    parker.park(Duration.ofHours(1).toNanos()); // returns at once
    assertThat(env.clock().elapsed()).isEqualTo(Duration.ofHours(1));
    // @end
  }
}
