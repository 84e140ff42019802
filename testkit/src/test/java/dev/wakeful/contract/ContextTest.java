package dev.wakeful.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.task.Context;
import dev.wakeful.task.Slot;
import dev.wakeful.task.Slots;
import dev.wakeful.task.Waker;
import dev.wakeful.testkit.CountingWaker;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C-6")
class ContextTest {
  private static final Slot<String> NAME = Slot.named("name", "give it one");
  private static final Slot<Integer> AGE = Slot.named("age", "wait a year");

  private final CountingWaker waker = new CountingWaker();

  @Test
  void withoutAnExecutorTheBudgetIsUnlimited() {
    Context cx = Context.of(waker);
    for (int i = 0; i < 1_000; i++) {
      assertThat(cx.proceed()).isTrue();
      cx.progress();
    }
    assertThat(waker.count()).isZero();
    assertThat(cx.beyondBudget()).isSameAs(cx);
  }

  @Test
  void aUsedUpBudgetStopsTheLeafAndWakesTheTask() {
    Context cx = Context.of(Waker.noop());
    cx.begin(waker, 2);
    assertThat(cx.waker()).isSameAs(waker);
    cx.progress();
    assertThat(cx.proceed()).isTrue();
    cx.progress();
    assertThat(waker.count()).isZero();
    assertThat(cx.proceed()).isFalse();
    assertThat(waker.count()).isEqualTo(1);
    cx.progress();
    assertThat(cx.proceed()).as("it does not wrap").isFalse();

    cx.begin(waker, 2);
    assertThat(cx.proceed()).isTrue();
  }

  @Test
  void unitsAreTakenSeveralAtOnce() {
    Context cx = Context.of(Waker.noop());
    assertThat(cx.proceed(1_000)).as("unlimited").isEqualTo(1_000);
    cx.begin(waker, 10);
    assertThat(cx.proceed(7)).isEqualTo(7);
    assertThat(cx.proceed(7)).as("what is left").isEqualTo(3);
    assertThat(waker.count()).isZero();
    assertThat(cx.proceed(7)).isZero();
    assertThat(waker.count()).isEqualTo(1);
    assertThat(cx.proceed()).as("it does not wrap").isFalse();
  }

  @Test
  void aChildsContextHasAnotherWakerAndTheSameBudgetAndSlots() {
    CountingWaker childs = new CountingWaker();
    Context cx = Context.of(waker, Slots.none().with(NAME, "eve"));
    cx.begin(waker, 1);
    Context child = cx.withWaker(childs);
    assertThat(child.waker()).isSameAs(childs);
    assertThat(child.require(NAME)).isEqualTo("eve");

    child.progress();
    assertThat(cx.proceed()).isFalse();
    assertThat(child.proceed()).isFalse();
    assertThat(childs.count()).isEqualTo(1);
    assertThat(cx.withWaker(waker)).isSameAs(cx);
  }

  @Test
  void beyondTheBudgetWakerAndSlotsStay() {
    Context cx = Context.of(waker, Slots.none().with(NAME, "eve"));
    cx.begin(waker, 0);
    Context beyond = cx.beyondBudget();
    assertThat(beyond.proceed()).isTrue();
    assertThat(beyond.waker()).isSameAs(waker);
    assertThat(beyond.require(NAME)).isEqualTo("eve");
    assertThat(cx.proceed()).isFalse();
  }

  @Test
  void slotsAreImmutableAndTheLaterContentCounts() {
    Slots one = Slots.none().with(NAME, "eve");
    Slots two = one.with(AGE, 7).with(NAME, "ada");
    assertThat(one.find(AGE)).isNull();
    assertThat(one.require(NAME)).isEqualTo("eve");
    assertThat(two.require(NAME)).isEqualTo("ada");
    assertThat(two.require(AGE)).isEqualTo(7);
    assertThat(Context.of(waker, two).find(AGE)).isEqualTo(7);
    assertThat(two).hasToString("slots: name, age, name");
  }

  @Test
  void anEmptySlotSaysWhatIsMissingAndWhatToDo() {
    Context cx = Context.of(waker);
    assertThat(cx.find(NAME)).isNull();
    assertThatThrownBy(() -> cx.require(NAME))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no name in the context of this poll: give it one");
  }

  @Test
  void slotsAreComparedByIdentity() {
    Slot<String> twin = Slot.named("name", "give it one");
    assertThat(Slots.none().with(NAME, "eve").find(twin)).isNull();
  }

  @Test
  @Tag("F-116")
  @Tag("C-10")
  void theNoopWakerIsOneObjectThatDoesNothing() {
    Waker.noop().wake();
    assertThat(Waker.noop()).isSameAs(Waker.noop());
  }

  @Test
  @Tag("F-116")
  @Tag("C-9")
  @Tag("C-11")
  void aWakerIsAFunctionAndWakesItselfOnly() {
    int[] woken = {0};
    Waker lambda = () -> woken[0]++;
    lambda.wake();
    assertThat(woken[0]).isEqualTo(1);
    assertThat(lambda.willWake(lambda)).isTrue();
    assertThat(lambda.willWake(waker)).isFalse();
  }
}
