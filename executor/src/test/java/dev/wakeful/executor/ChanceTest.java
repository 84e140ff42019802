package dev.wakeful.executor;

import static dev.wakeful.future.Futures.select;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.env.Env;
import dev.wakeful.future.Future;
import dev.wakeful.task.Poll;
import dev.wakeful.testkit.VirtualEnv;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A fair select draws from a stream of the executor's environment.
@Tag("F-28")
@Tag("R-20")
class ChanceTest {
  enum Where {
    CURRENT_THREAD_ROOT,
    CURRENT_THREAD_TASK,
    WORKER_ROOT,
    WORKER_TASK
  }

  /// Which of three branches that are all ready wins, a hundred times.
  private static Future<List<Integer>> winners() {
    return Future.pollFn(cx -> {
      List<Integer> winners = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        Future<Integer> select =
            select()
                .on(Future.ready(0), x -> x)
                .on(Future.ready(1), x -> x)
                .on(Future.ready(2), x -> x);
        winners.add(select.poll(cx).get());
      }
      return Poll.ready(winners);
    });
  }

  private static List<Integer> run(Where where, long seed) throws Exception {
    Env env = VirtualEnv.seeded(seed);
    Setup setup = new Setup(env, new ParkingDriver()).name("test");
    boolean currentThread = where.name().startsWith("CURRENT");
    try (TaskExecutor executor =
        currentThread ? TaskExecutor.currentThread(setup) : TaskExecutor.multiThread(setup, 1)) {
      return executor.blockOn(
          where.name().endsWith("ROOT") ? winners() : executor.spawn(winners()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneSeedGivesTheSameWinnersAgain(Where where) throws Exception {
    List<Integer> winners = run(where, 42);
    assertThat(winners).contains(0, 1, 2);
    assertThat(run(where, 42)).isEqualTo(winners);
    assertThat(run(where, 43)).isNotEqualTo(winners);
  }
}
