package dev.wakeful.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocksTest {
  /// Where a waker is called under a lock although the rule says no.
  private static final List<Waiver> WAIVERS = List.of();

  @TempDir Path temporary;

  @Test
  void wakersAreCalledWithNoLockHeld() {
    assertThat(Waiver.apply(Locks.findings(House.library()), WAIVERS)).isEmpty();
  }

  @Test
  void everyWayToWakeUnderALockIsFound() {
    Code code =
        planted(
            """
            void inBlock(Waker w) { synchronized (this) { w.wake(); } }
            synchronized void inMethod(Waker w) { w.wake(); }
            void inBranch(Waker w, int i) {
              synchronized (this) { if (i > 0) { return; } w.wake(); }
            }
            void afterInner(Waker w) { synchronized (this) { synchronized (w) { i++; } w.wake(); } }
            void underLock(Waker w) { lock.lock(); try { w.wake(); } finally { lock.unlock(); } }
            void aList(WakeList l) { synchronized (this) { l.wakeAll(); } }
            void aCell(AtomicWaker a) { synchronized (this) { a.wake(); } }
            boolean compares(Waker a, Waker b) { synchronized (this) { return a.willWake(b); } }
            boolean budget(Context cx) { synchronized (this) { return cx.proceed(); } }
            void byAnother(Waker w) { synchronized (this) { harmless(w); } }
            void harmless(Waker w) { w.wake(); }
            """);

    assertThat(Locks.findings(code))
        .extracting(found -> found.place().substring("planted.P.".length()))
        .containsExactly(
            "inBlock",
            "inMethod",
            "inBranch",
            "afterInner",
            "underLock",
            "aList",
            "aCell",
            "compares",
            "budget",
            "byAnother");
  }

  @Test
  void gatherUnlockWakeIsClean() {
    Code code =
        planted(
            """
            void gather(Waker w) {
              WakeList list = new WakeList();
              synchronized (this) { list.add(w); if (i == 1) { i++; } }
              list.wakeAll();
            }
            void early(Waker w) {
              synchronized (this) { if (i == 1) { return; } i++; }
              w.wake();
            }
            void lock(Waker w) {
              lock.lock();
              try { i++; } finally { lock.unlock(); }
              w.wake();
            }
            void takes(AtomicWaker a) {
              Waker taken;
              synchronized (this) { taken = a.take(); }
              if (taken != null) { taken.wake(); }
            }
            void cleansUp(Waker w) { try { w.wake(); } finally { i++; } }
            """);

    assertThat(Locks.findings(code)).isEmpty();
  }

  private Code planted(String methods) {
    return Planted.compile(
        temporary,
        Map.of(
            "planted.P",
            """
            package planted;
            import dev.wakeful.task.*;
            class P {
              int i;
              final java.util.concurrent.locks.ReentrantLock lock =
                  new java.util.concurrent.locks.ReentrantLock();
            %s
            }
            """
                .formatted(methods)));
  }
}
