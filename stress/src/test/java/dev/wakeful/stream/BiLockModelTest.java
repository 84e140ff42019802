package dev.wakeful.stream;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.env.Parker;
import dev.wakeful.stress.Model;
import dev.wakeful.stress.MonitorParker;
import dev.wakeful.stress.UnparkingWaker;
import dev.wakeful.task.Waker;
import org.junit.jupiter.api.Test;

/// Two owners who sleep until they have the lock, each twice.
class BiLockModelTest {

  @Test
  void oneAtATimeHasItAndNobodySleepsForEver() {
    Model.explore(500, () -> new Protocol(new RealLock()).run());
  }

  @Test
  void twinThatRegistersInTwoStepsSleepsForEver() {
    assertThatThrownBy(() -> Model.search(() -> new Protocol(new Weak(true)).run()))
        .hasMessageContaining("deadlock");
  }

  @Test
  void twinThatUnlocksInTwoStepsSleepsForEver() {
    assertThatThrownBy(() -> Model.search(() -> new Protocol(new Weak(false)).run()))
        .hasMessageContaining("deadlock");
  }

  private static final class Protocol implements Runnable {
    final Lock lock;

    // plain: the lock orders them
    int inside;
    boolean both;
    int turns;

    Protocol(Lock lock) {
      this.lock = lock;
    }

    @Override
    public void run() {
      Model.share(this);
      Model.threads(new Owner(), new Owner());
      Model.check("both were inside", !both);
      Model.check("there were " + turns + " turns", turns == 4);
    }

    private final class Owner implements Runnable {
      final Parker parker = new MonitorParker();

      @Override
      public void run() {
        turn(); // no loop: the checker does not try all switches in one
        turn();
      }

      private void turn() {
        while (!lock.pollLock(new UnparkingWaker(parker))) {
          parker.park();
        }
        both |= inside != 0;
        inside++;
        turns++;
        inside--;
        lock.unlock();
      }
    }
  }

  /// What is under test.
  private interface Lock {
    boolean pollLock(Waker waker);

    void unlock();
  }

  private static final class RealLock implements Lock {
    private final BiLock lock = new BiLock();

    @Override
    public boolean pollLock(Waker waker) {
      return lock.pollLock(waker);
    }

    @Override
    public void unlock() {
      lock.unlock();
    }
  }

  private static final class Weak implements Lock {
    private final WeakBiLock lock;

    Weak(boolean weakLock) {
      lock = new WeakBiLock(weakLock);
    }

    @Override
    public boolean pollLock(Waker waker) {
      return lock.pollLock(waker);
    }

    @Override
    public void unlock() {
      lock.unlock();
    }
  }
}
