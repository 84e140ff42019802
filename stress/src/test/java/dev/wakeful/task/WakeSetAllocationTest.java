package dev.wakeful.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a wake-up costs in objects. It stands here because the test kit, being a module, does not
/// see the JDK's meter.
class WakeSetAllocationTest {
  private static final int ROUNDS = 10_000;

  private final WakeSet<Child> set = new WakeSet<>();
  private final List<Child> children = new ArrayList<>();
  private final Context cx = Context.of(Waker.noop());

  @Test
  @Tag("F-70")
  void aWakeUpAndThePollItLeadsToMakeNoObject() {
    for (int i = 0; i < 1_000; i++) {
      children.add(new Child());
      set.addLast(children.get(i));
    }
    assertThat(pollAll()).isEqualTo(1_000);
    rounds(); // whatever is made once
    ThreadMXBean meter = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = meter.getCurrentThreadAllocatedBytes();
    int polls = rounds();
    long bytes = meter.getCurrentThreadAllocatedBytes() - before;
    assertThat(polls).isEqualTo(ROUNDS);
    assertThat(bytes).as("less than a byte each").isLessThan(ROUNDS);
  }

  private int rounds() {
    int polls = 0;
    for (int i = 0; i < ROUNDS; i++) {
      children.get(i % 1_000).wake();
      polls += pollAll();
    }
    return polls;
  }

  private int pollAll() {
    int polls = 0;
    set.begin();
    for (Child child = set.next(cx); child != null; child = set.next(cx)) {
      if (set.contextOf(child, cx).waker() == child) {
        polls++;
      }
    }
    return polls;
  }

  private static final class Child extends WakeSet.Member {
    @Override
    protected void cancel() {}

    @Override
    protected Poll<Void> pollCancel(Context cx) {
      return Poll.done();
    }
  }
}
