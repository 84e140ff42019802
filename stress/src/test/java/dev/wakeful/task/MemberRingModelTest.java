package dev.wakeful.task;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.stress.Model;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// An owner whose members come and go, and one who walks them meanwhile.
class MemberRingModelTest {

  @Test
  void aWalkEnds() {
    Model.explore(500, () -> new Protocol(false).run());
  }

  @Test
  void twinThatRemembersTheLastGoesRoundForEver() {
    assertThatThrownBy(() -> Model.search(() -> new Protocol(true).run()))
        .hasMessageContaining("the walk has no end");
  }

  private static final class Protocol implements Runnable {
    /// More steps than any walk that ends takes round four members.
    private static final int ENDLESS = 30;

    final MemberRing ring = new MemberRing();
    final CopiedSet.Child first = new CopiedSet.Child(1);
    final CopiedSet.Child last = new CopiedSet.Child(1);
    final boolean remembersTheLast;
    int steps;

    Protocol(boolean remembersTheLast) {
      this.remembersTheLast = remembersTheLast;
      ring.addLast(first);
      ring.addLast(new CopiedSet.Child(1));
      ring.addLast(last);
    }

    @Override
    public void run() {
      Model.share(this);
      Model.threads(new Owner(), new Eye());
      Model.check("the walk has no end", steps < ENDLESS);
    }

    private final class Owner implements Runnable {
      @Override
      public void run() {
        ring.remove(last);
        ring.remove(first);
        ring.addFirst(new CopiedSet.Child(1));
        ring.addLast(new CopiedSet.Child(1));
      }
    }

    private final class Eye implements Runnable {
      @Override
      public void run() {
        WakeSet.Member end = ring.last();
        WakeSet.@Nullable Member at = ring.first();
        while (at != null && steps < ENDLESS) {
          steps++;
          at = remembersTheLast ? (at == end ? null : at.after) : MemberRing.after(at);
        }
      }
    }
  }
}
