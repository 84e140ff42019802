package snippets;

import dev.wakeful.executor.ExecutorListener;
import dev.wakeful.executor.TaskEnd;
import dev.wakeful.executor.TaskListener;
import dev.wakeful.executor.TaskMeta;
import dev.wakeful.executor.WaitCycle;
import dev.wakeful.executor.WorkerMetrics;
import dev.wakeful.observe.DumpJson;
import dev.wakeful.observe.OpenMetrics;
import dev.wakeful.observe.RuntimeMetrics;
import dev.wakeful.runtime.AsyncRuntime;
import java.util.List;
import org.jspecify.annotations.Nullable;

final class ObservingSnippets {
  private ObservingSnippets() {}

  static String dump(AsyncRuntime runtime) {
    System.err.println(runtime.dump()); // like a thread dump
    String json = DumpJson.write(runtime.dump());
    for (WaitCycle cycle : runtime.dump().cycles()) {
      System.err.println("wait for each other: " + cycle.tasks());
    }
    return json;
  }

  static AsyncRuntime build() {
    return AsyncRuntime.builder()
        .name("gateway")
        .spawnSites(true) // each task says where it was spawned; costs a stack trace a spawn
        .jmx() // dev.wakeful:type=Runtime,name=gateway
        .dumpOnSignal("USR2", System.err::println)
        .build();
  }

  static String metrics(AsyncRuntime runtime) {
    RuntimeMetrics metrics = runtime.metrics();
    long polls = metrics.sum(WorkerMetrics::polls);
    System.err.println(metrics.aliveTasks() + " tasks, " + polls + " polls");
    return OpenMetrics.write(List.of(runtime)); // served as OpenMetrics.MEDIA_TYPE
  }

  static final class Failures implements ExecutorListener {
    @Override
    public TaskListener taskSpawned(TaskMeta task) {
      return new TaskListener() {
        @Override
        public void ended(TaskEnd how, @Nullable Throwable failure) {
          if (how == TaskEnd.FAILED) {
            System.err.println(task.name() + " has failed: " + failure);
          }
        }
      };
    }
  }
}
