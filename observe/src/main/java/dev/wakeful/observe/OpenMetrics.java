package dev.wakeful.observe;

import dev.wakeful.executor.PollTimes;
import dev.wakeful.executor.WorkerMetrics;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/// The metrics of runtimes as text, in the format of OpenMetrics 1.0, which Prometheus and its kin
/// read. Serve it as [#MEDIA_TYPE].
///
/// Names begin with `wakeful_`; every sample has the label `runtime`, those of a worker `worker`
/// too. The histogram has no sum: only some polls are timed, and none of them is added up.
public final class OpenMetrics {

  /// What an HTTP server says of the text.
  public static final String MEDIA_TYPE =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";

  private final StringBuilder text = new StringBuilder();
  private final Map<String, RuntimeMetrics> runtimes = new LinkedHashMap<>();

  private OpenMetrics() {}

  /// The metrics of these runtimes, now. Two runtimes of one name cannot be told apart by a reader:
  /// the second gets a number.
  ///
  /// @param runtimes whose metrics
  public static String write(List<? extends Observed> runtimes) {
    OpenMetrics page = new OpenMetrics();
    for (Observed runtime : runtimes) {
      page.add(runtime.name(), runtime.metrics());
    }
    page.tasks();
    page.workers();
    page.pollTimes();
    return page.text.append("# EOF\n").toString();
  }

  private void add(String name, RuntimeMetrics metrics) {
    String label = name;
    for (int i = 2; runtimes.containsKey(label); i++) {
      label = name + "-" + i;
    }
    runtimes.put(label, metrics);
  }

  private void tasks() {
    gauge("tasks_alive", "Tasks that are not over.", RuntimeMetrics::aliveTasks);
    counter("tasks_spawned", "Tasks spawned.", metrics -> metrics.executor().spawned());
    counter(
        "remote_schedules",
        "Times a task was queued by a thread that is no worker.",
        metrics -> metrics.executor().remoteSchedules());
    gauge(
        "queue_depth",
        "Tasks in the queue of all workers.",
        metrics -> metrics.executor().queued());
    gauge("blocking_threads", "Threads with blocking calls.", RuntimeMetrics::blockingRunning);
    gauge("blocking_queue_depth", "Blocking calls that wait.", RuntimeMetrics::blockingQueued);
    gauge("timers", "Sleeps that are set.", RuntimeMetrics::timers);
    gauge("io_registrations", "Sockets known to the reactor.", RuntimeMetrics::registrations);
  }

  private void workers() {
    ofWorkers("polls", "Polls of tasks.", WorkerMetrics::polls);
    ofWorkers("next_slot_polls", "Polls out of the next-slot.", WorkerMetrics::nextSlotPolls);
    ofWorkers("budget_yields", "Polls that used up their budget.", WorkerMetrics::budgetYields);
    ofWorkers("local_schedules", "Tasks queued by the worker.", WorkerMetrics::localSchedules);
    ofWorkers("overflows", "Times the queue was full.", WorkerMetrics::overflows);
    ofWorkers("steals", "Tasks taken from others.", WorkerMetrics::steals);
    ofWorkers("steal_operations", "Times tasks were taken.", WorkerMetrics::stealOperations);
    ofWorkers("parks", "Times it went to sleep.", WorkerMetrics::parks);
    ofWorkers("unparks", "Times it came back.", WorkerMetrics::unparks);
    ofWorkers("noops", "Times it came back for nothing.", WorkerMetrics::noops);
    ofWorkers("driver_turns", "Times it looked for events.", WorkerMetrics::driverTurns);
    head("worker_queue_depth", "gauge", "Tasks in the worker's queue.");
    eachWorker(
        (labels, worker) -> sample("worker_queue_depth", labels, Long.toString(worker.queued())));
    head("worker_busy_seconds", "counter", "Time awake.");
    text.append("# UNIT wakeful_worker_busy_seconds seconds\n");
    eachWorker((labels, worker) ->
        sample("worker_busy_seconds_total", labels, seconds(worker.busy().toNanos())));
  }

  private void pollTimes() {
    head("worker_poll_seconds", "histogram", "How long polls took, of those that were timed.");
    text.append("# UNIT wakeful_worker_poll_seconds seconds\n");
    eachWorker((labels, worker) -> {
      long sum = 0;
      for (int i = 0; i < PollTimes.BUCKETS; i++) {
        sum += worker.pollTimes().counts().get(i);
        boolean last = i == PollTimes.BUCKETS - 1;
        String end = last ? "+Inf" : seconds(PollTimes.endOf(i).toNanos());
        sample("worker_poll_seconds_bucket", labels + ",le=\"" + end + "\"", Long.toString(sum));
      }
    });
  }

  private void gauge(String name, String help, ToLongFunction<RuntimeMetrics> value) {
    head(name, "gauge", help);
    runtimes.forEach((runtime, metrics) ->
        sample(name, label("runtime", runtime), Long.toString(value.applyAsLong(metrics))));
  }

  private void counter(String name, String help, ToLongFunction<RuntimeMetrics> value) {
    head(name, "counter", help);
    runtimes.forEach((runtime, metrics) ->
        sample(
            name + "_total", label("runtime", runtime), Long.toString(value.applyAsLong(metrics))));
  }

  private void ofWorkers(String name, String help, ToLongFunction<WorkerMetrics> value) {
    head("worker_" + name, "counter", help);
    eachWorker((labels, worker) ->
        sample("worker_" + name + "_total", labels, Long.toString(value.applyAsLong(worker))));
  }

  /// Somebody who writes the samples of one worker.
  private interface WorkerSamples {
    void write(String labels, WorkerMetrics worker);
  }

  private void eachWorker(WorkerSamples samples) {
    runtimes.forEach((runtime, metrics) -> {
      for (WorkerMetrics worker : metrics.executor().workers()) {
        String labels = label("runtime", runtime) + "," + label("worker", worker.name());
        samples.write(labels, worker);
      }
    });
  }

  private void head(String name, String type, String help) {
    text.append("# TYPE wakeful_").append(name).append(' ').append(type).append('\n');
    text.append("# HELP wakeful_").append(name).append(' ').append(help).append('\n');
  }

  private void sample(String name, String labels, String value) {
    text.append("wakeful_").append(name).append('{').append(labels).append("} ");
    text.append(value).append('\n');
  }

  private static String label(String name, String value) {
    String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return name + "=\"" + escaped + "\"";
  }

  private static String seconds(long nanos) {
    return BigDecimal.valueOf(nanos, 9).toPlainString();
  }
}
