package dev.wakeful.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;

/// The copies of Wakeful whose difference is what its counters cost.
class CopyTest {

  @Test
  void oneCountsAndTheOtherDoesNot() throws Exception {
    assertThat(countOfOneBeat(new Copy(true))).isEqualTo(1);
    assertThat(countOfOneBeat(new Copy(false))).isZero();
  }

  @Test
  void bothRunWhatIsMeasured() throws Exception {
    for (boolean counts : new boolean[] {true, false}) {
      Runnable iteration = OverheadFork.copied(counts, SchedulerWorkload.CHAINED_SPAWN.id());
      assertThatNoException().isThrownBy(iteration::run);
    }
  }

  private static long countOfOneBeat(Copy copy) throws ReflectiveOperationException {
    Class<?> counters = copy.loadClass("dev.wakeful.executor.WorkerCounters");
    assertThat(counters.getClassLoader()).isSameAs(copy);
    Constructor<?> constructor = counters.getDeclaredConstructor();
    constructor.setAccessible(true);
    Object made = constructor.newInstance();
    Method beat = counters.getDeclaredMethod("beat");
    beat.setAccessible(true);
    beat.invoke(made);
    Method sequence = counters.getDeclaredMethod("sequence");
    sequence.setAccessible(true);
    return (long) sequence.invoke(made);
  }
}
