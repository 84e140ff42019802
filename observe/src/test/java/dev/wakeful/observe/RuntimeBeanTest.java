package dev.wakeful.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.executor.Tasks;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A runtime as others see it through JMX.
@Tag("R-130")
class RuntimeBeanTest {
  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

  @Test
  void itsMetricsAndDumpsAreThere() throws Exception {
    try (Watched runtime = new Watched("beans")) {
      runtime.executor.blockOn(runtime.executor.spawn(Tasks.yieldNow()));
      runtime.executor.spawn("stuck", Watched.waitsFor("a byte"));
      ObjectName name = new ObjectName("dev.wakeful:type=Runtime,name=beans");
      RuntimeMXBean bean = JMX.newMXBeanProxy(server, name, RuntimeMXBean.class);

      assertThat(server.getAttribute(name, "AliveTasks")).isEqualTo(1);
      assertThat(bean.getName()).isEqualTo("beans");
      assertThat(bean.getWorkers()).isEqualTo(2);
      assertThat(bean.getSpawnedTasks()).isEqualTo(2);
      assertThat(bean.getPolls()).isGreaterThanOrEqualTo(2);
      assertThat(bean.getBlockingThreads()).isEqualTo(1);
      assertThat(bean.getQueuedBlockingCalls()).isEqualTo(2);
      assertThat(bean.getTimers()).isEqualTo(3);
      assertThat(bean.getIoRegistrations()).isEqualTo(4);
      assertThat(bean.getBusyNanos()).isPositive();
      assertThat(bean.getBudgetYields()).isZero();
      assertThat(bean.getQueuedTasks()).isBetween(0L, 1L);
      assertThat(bean.getParks()).isNotNegative();
      assertThat(bean.getSteals()).isNotNegative();
      assertThat(bean.dumpTasks()).contains("\"stuck\"");
      assertThat(bean.dumpTasksAsJson()).contains("\"name\":\"stuck\"");
      assertThat(bean.openMetrics()).endsWith("# EOF\n");
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void twoOfOneNameGetANumberAndStrangeNamesAreQuoted() {
    try (Watched first = new Watched("twin");
        Watched second = new Watched("twin");
        Watched strange = new Watched("a=b,c*")) {
      assertThat(names()).containsExactlyInAnyOrder("twin", "twin-2", ObjectName.quote("a=b,c*"));
      assertThat(first.name()).isEqualTo(second.name()).isNotEqualTo(strange.name());
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void aBeanThatSomebodyHasTakenAwayIsNoFault() throws Exception {
    Watched runtime = new Watched("taken");
    server.unregisterMBean(new ObjectName("dev.wakeful:type=Runtime,name=taken"));
    runtime.close();
    runtime.close();
    assertThat(names()).isEmpty();
  }

  private Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    try {
      for (ObjectName name : server.queryNames(new ObjectName("dev.wakeful:*"), null)) {
        names.add(name.getKeyProperty("name"));
      }
    } catch (javax.management.MalformedObjectNameException e) {
      throw new AssertionError(e);
    }
    return names;
  }
}
