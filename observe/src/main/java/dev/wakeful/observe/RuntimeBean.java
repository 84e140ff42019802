package dev.wakeful.observe;

import dev.wakeful.executor.WorkerMetrics;
import java.lang.management.ManagementFactory;
import java.util.List;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/// The bean of a runtime, on the platform's server as long as the runtime lives. A second runtime
/// of the same name gets a number: `name=web`, then `name=web-2`.
final class RuntimeBean implements RuntimeMXBean, AutoCloseable {
  private final Observed runtime;
  private final MBeanServer server;
  private final ObjectName name;

  private RuntimeBean(Observed runtime, MBeanServer server) throws JMException {
    this.runtime = runtime;
    this.server = server;
    this.name = register();
  }

  /// Registers the bean of a runtime.
  static RuntimeBean of(Observed runtime) {
    try {
      return new RuntimeBean(runtime, ManagementFactory.getPlatformMBeanServer());
    } catch (JMException e) {
      throw new IllegalStateException("no bean for the runtime " + runtime.name(), e);
    }
  }

  private ObjectName register() throws JMException {
    for (int i = 1; true; i++) {
      ObjectName wanted = objectName(i == 1 ? runtime.name() : runtime.name() + "-" + i);
      try {
        server.registerMBean(this, wanted);
        return wanted;
      } catch (InstanceAlreadyExistsException e) {
        // the next number may be free
      }
    }
  }

  private static ObjectName objectName(String name) throws JMException {
    boolean plain = name.chars().noneMatch(c -> ",=:\"*?\n".indexOf(c) >= 0);
    return new ObjectName(
        "dev.wakeful:type=Runtime,name=" + (plain ? name : ObjectName.quote(name)));
  }

  @Override
  public void close() {
    try {
      server.unregisterMBean(name);
    } catch (InstanceNotFoundException e) {
      // somebody has taken it off the server: it is gone, as it should be
    } catch (JMException e) {
      throw new IllegalStateException("the bean " + name + " stays", e);
    }
  }

  @Override
  public String getName() {
    return runtime.name();
  }

  @Override
  public int getWorkers() {
    return runtime.metrics().executor().workers().size();
  }

  @Override
  public int getAliveTasks() {
    return runtime.metrics().aliveTasks();
  }

  @Override
  public long getSpawnedTasks() {
    return runtime.metrics().executor().spawned();
  }

  @Override
  public long getQueuedTasks() {
    RuntimeMetrics metrics = runtime.metrics();
    return metrics.executor().queued() + metrics.sum(WorkerMetrics::queued);
  }

  @Override
  public long getPolls() {
    return runtime.metrics().sum(WorkerMetrics::polls);
  }

  @Override
  public long getBudgetYields() {
    return runtime.metrics().sum(WorkerMetrics::budgetYields);
  }

  @Override
  public long getSteals() {
    return runtime.metrics().sum(WorkerMetrics::steals);
  }

  @Override
  public long getParks() {
    return runtime.metrics().sum(WorkerMetrics::parks);
  }

  @Override
  public long getBusyNanos() {
    return runtime.metrics().sum(worker -> worker.busy().toNanos());
  }

  @Override
  public int getBlockingThreads() {
    return runtime.metrics().blockingRunning();
  }

  @Override
  public int getQueuedBlockingCalls() {
    return runtime.metrics().blockingQueued();
  }

  @Override
  public int getTimers() {
    return runtime.metrics().timers();
  }

  @Override
  public int getIoRegistrations() {
    return runtime.metrics().registrations();
  }

  @Override
  public String dumpTasks() {
    return runtime.dump().toString();
  }

  @Override
  public String dumpTasksAsJson() {
    return DumpJson.write(runtime.dump());
  }

  @Override
  public String openMetrics() {
    return OpenMetrics.write(List.of(runtime));
  }
}
