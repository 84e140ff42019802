package dev.wakeful.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.task.AtomicWaker;
import dev.wakeful.task.WakeList;
import dev.wakeful.task.Waker;
import dev.wakeful.testkit.CountingWaker;
import dev.wakeful.testkit.HostileWaker;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// [AtomicWaker] and [WakeList].
@Tag("F-115")
class WakerCellsTest {
  private final AtomicWaker cell = new AtomicWaker();
  private final CountingWaker first = new CountingWaker();
  private final CountingWaker second = new CountingWaker();

  @Test
  @Tag("C-12")
  void theLatestRegistrationCounts() {
    cell.register(first);
    cell.register(second);
    cell.wake();
    cell.wake();
    assertThat(first.count()).isZero();
    assertThat(second.count()).isEqualTo(1);
  }

  @Test
  void anEmptyCellWakesNobody() {
    assertThat(cell.take()).isNull();
    cell.wake();
    cell.register(first);
    assertThat(cell.take()).isSameAs(first);
    cell.wake();
    assertThat(first.count()).isZero();
  }

  @Test
  @Tag("C-9")
  void aWakerThatWakesTheSameTaskIsNotReplaced() {
    HostileWaker equal = new HostileWaker().thatAnswers(true);
    cell.register(equal);
    cell.register(first);
    assertThat(cell.take()).isSameAs(equal);
    cell.register(first);
    assertThat(cell.take()).as("a taken waker is registered again").isSameAs(first);
  }

  @Test
  void survivesHostileWakers() {
    HostileWaker hostile =
        new HostileWaker().thatRuns(cell::wake).thatThrows(new IllegalStateException("hostile"));
    cell.register(hostile);
    assertThatThrownBy(cell::wake).hasMessage("hostile");
    assertThat(hostile.wakes()).as("taken out before it is woken").isEqualTo(1);

    HostileWaker again = new HostileWaker();
    again.thatRuns(() -> cell.register(again));
    cell.register(again);
    cell.wake();
    assertThat(cell.take()).isSameAs(again);

    cell.register(first);
    cell.wake();
    assertThat(first.count()).isEqualTo(1);
  }

  @Test
  @Tag("C-14")
  void aListWakesEveryoneInOrderAndEmptiesItself() {
    List<Integer> order = new ArrayList<>();
    WakeList list = new WakeList();
    assertThat(list.isEmpty()).isTrue();
    list.add(() -> order.add(1));
    list.add(null);
    list.add(() -> order.add(2));
    assertThat(list.isEmpty()).isFalse();
    list.wakeAll();
    list.wakeAll();
    assertThat(order).containsExactly(1, 2);
    assertThat(list.isEmpty()).isTrue();
  }

  @Test
  @Tag("C-14")
  void whoThrowsDoesNotLoseTheOthers() {
    RuntimeException one = new IllegalStateException("one");
    RuntimeException two = new IllegalArgumentException("two");
    WakeList list = new WakeList();
    list.add(new HostileWaker().thatThrows(one));
    list.add(first);
    list.add(new HostileWaker().thatThrows(two));
    list.add(new HostileWaker().thatThrows(one));
    list.add(second);
    assertThatThrownBy(list::wakeAll).isSameAs(one).hasSuppressedException(two);
    assertThat(first.count()).isEqualTo(1);
    assertThat(second.count()).isEqualTo(1);
    assertThat(list.isEmpty()).isTrue();
  }

  @Test
  @Tag("C-14")
  void anErrorDoesNotLoseTheOthersEither() {
    Error error = new AssertionError("bad");
    WakeList list = new WakeList();
    Waker hostile = new HostileWaker().thatThrows(error);
    list.add(hostile);
    list.add(first);
    assertThatThrownBy(list::wakeAll).isSameAs(error);
    assertThat(first.count()).isEqualTo(1);
    list.wakeAll();
    assertThat(first.count()).isEqualTo(1);
  }
}
