package newcomer;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wakeful.future.Future;
import org.junit.jupiter.api.Test;

class KitchenTest {
  /// What the project's pom.xml says of itself.
  private static final String WOVEN = System.getProperty("newcomer.woven");

  @Test
  void everyDishIsServedInOrder() throws Exception {
    assertEquals("hot soup, hot pie, hot tea", Kitchen.serve());
  }

  @Test
  void bodiesOfTheProgramAreWovenAsExpected() {
    assertEquals(WOVEN, String.valueOf(Kitchen.isWoven(Kitchen.menu())));
  }

  @Test
  void bodiesOfTestsAreWovenAsExpected() {
    Future<Integer> body = async(() -> await(Future.ready(1)) + 1);

    assertEquals(WOVEN, String.valueOf(Kitchen.isWoven(body)));
  }
}
