package dev.wakeful.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.executor.ExecutorListener;
import dev.wakeful.executor.ExecutorMetrics;
import dev.wakeful.executor.JoinHandle;
import dev.wakeful.executor.LongPoll;
import dev.wakeful.executor.PollTimes;
import dev.wakeful.executor.Tasks;
import dev.wakeful.executor.WorkerMetrics;
import dev.wakeful.future.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import jdk.jfr.EventType;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Events as a recording has them.
@Tag("R-136")
class FlightEventsTest {
  @TempDir Path directory;

  @Test
  void aTaskIsRecordedFromItsSpawnToItsEnd() throws Exception {
    try (Watched runtime = new Watched("flight");
        Recording recording = recording("dev.wakeful.TaskSpawn", "dev.wakeful.TaskEnd")) {
      JoinHandle<Void> good = runtime.executor.spawn("good", Tasks.yieldNow());
      runtime.executor.blockOn(good);
      JoinHandle<String> bad =
          runtime.executor.spawn("bad", Future.failed(new IOException("lost")));
      assertThatThrownBy(() -> runtime.executor.blockOn(bad)).hasMessage("lost");

      List<RecordedEvent> events = stop(recording);

      RecordedEvent spawn = only(events, "dev.wakeful.TaskSpawn", "good");
      assertThat(spawn.getLong("taskId")).isEqualTo(good.id());
      assertThat(spawn.getThread().getJavaName()).isEqualTo(Thread.currentThread().getName());
      assertThat(spawn.getStackTrace().getFrames())
          .anyMatch(
              frame -> frame.getMethod().getName().equals("aTaskIsRecordedFromItsSpawnToItsEnd"));
      RecordedEvent end = only(events, "dev.wakeful.TaskEnd", "good");
      assertThat(end.getLong("taskId")).isEqualTo(good.id());
      assertThat(end.getLong("polls")).isEqualTo(2);
      assertThat(end.getString("outcome")).isEqualTo("completed");
      assertThat(end.getString("spawnedAt")).isNotNull();
      assertThat(end.getDuration()).isPositive();
      RecordedEvent failed = only(events, "dev.wakeful.TaskEnd", "bad");
      assertThat(failed.getString("outcome")).isEqualTo("failed");
      assertThat(failed.getString("failure")).isEqualTo("java.io.IOException: lost");
    }
  }

  @Test
  void tasksAreNotHeardUnlessARecordingAsksForThem() throws Exception {
    ExecutorListener listener = Instruments.flightListener();
    try (Watched runtime = new Watched("flight");
        Recording recording = new Recording()) {
      recording.start();
      assertThat(listener.hearsTasks()).isFalse();
      runtime.executor.blockOn(runtime.executor.spawn(Tasks.yieldNow()));
      assertThat(stop(recording))
          .extracting(event -> event.getEventType().getName())
          .doesNotContain("dev.wakeful.TaskSpawn", "dev.wakeful.TaskEnd");
    }
    assertThat(listener.hearsTasks()).isFalse();
  }

  @Test
  void aRecordingEndsWithATaskDump() throws Exception {
    try (Watched runtime = new Watched("dumped");
        Recording recording = recording("dev.wakeful.TaskDump")) {
      runtime.executor.spawn("stuck", Watched.waitsFor("a byte"));

      RecordedEvent dump =
          stop(recording).stream()
              .filter(event -> event.getEventType().getName().equals("dev.wakeful.TaskDump"))
              .filter(event -> event.getString("runtime").equals("dumped"))
              .toList()
              .getLast();

      assertThat(dump.getString("result")).contains("\"stuck\"").contains("on a byte");
      assertThat(dump.getInt("tasks")).isOne();
      assertThat(dump.getInt("deadlocks")).isZero();
    }
  }

  @Test
  void aVeryLongDumpIsCutAndStillRecorded() throws Exception {
    try (Watched runtime = new Watched("long");
        Recording recording = recording("dev.wakeful.TaskDump")) {
      for (int i = 0; i < 5_000; i++) {
        runtime.executor.spawn("task-" + i, Watched.waitsFor("x".repeat(100)));
      }
      assertThat(stop(recording))
          .filteredOn(event -> event.getEventType().getName().equals("dev.wakeful.TaskDump"))
          .filteredOn(event -> event.getString("runtime").equals("long"))
          .isNotEmpty()
          .last()
          .satisfies(event -> {
            assertThat(event.getInt("tasks")).isEqualTo(5_000);
            assertThat(event.getString("result")).contains("... cut");
          });
    }
  }

  @Test
  void statisticsComeWhileARecordingRuns() throws Exception {
    try (Watched runtime = new Watched("counted");
        Recording recording = new Recording()) {
      recording.enable("dev.wakeful.RuntimeStatistics").with("period", "endChunk");
      recording.start();
      runtime.executor.blockOn(runtime.executor.spawn(Tasks.yieldNow()));

      RecordedEvent last =
          stop(recording).stream()
              .filter(
                  event -> event.getEventType().getName().equals("dev.wakeful.RuntimeStatistics"))
              .filter(event -> event.getString("runtime").equals("counted"))
              .toList()
              .getLast();

      assertThat(last.getLong("spawnedTasks")).isOne();
      assertThat(last.getLong("polls")).isEqualTo(2);
      assertThat(last.getInt("timers")).isEqualTo(3);
    }
  }

  @Test
  void aRuntimeThatIsClosedIsNotInLaterRecordings() throws Exception {
    Watched runtime = new Watched("gone");
    try (Recording first = recording("dev.wakeful.TaskDump")) {
      assertThat(stop(first)).anyMatch(event -> event.getString("runtime").equals("gone"));
    }
    runtime.close();
    try (Recording second = recording("dev.wakeful.TaskDump")) {
      assertThat(stop(second)).noneMatch(event -> event.getString("runtime").equals("gone"));
    }
  }

  @Test
  void longPollsAndBlockedWorkersAreRecorded() throws Exception {
    ExecutorListener listener = Instruments.flightListener();
    StackTraceElement computing = new StackTraceElement("app.Sums", "add", "Sums.java", 3);
    StackTraceElement waiting = new StackTraceElement("java.lang.Thread", "sleep0", null, -2);
    try (Recording recording = recording("dev.wakeful.LongPoll", "dev.wakeful.BlockedWorker")) {
      listener.longPoll(
          new LongPoll("w-0", "sums", Duration.ofMillis(300), List.of(computing), "on body\n"));
      listener.longPoll(
          new LongPoll("w-1", "nap", Duration.ofMillis(400), List.of(waiting, computing), ""));

      List<RecordedEvent> events = stop(recording);

      assertThat(events)
          .extracting(event -> event.getEventType().getName() + " " + event.getString("task"))
          .containsExactlyInAnyOrder(
              "dev.wakeful.LongPoll sums",
              "dev.wakeful.LongPoll nap",
              "dev.wakeful.BlockedWorker nap");
      RecordedEvent sums =
          events.stream()
              .filter(event -> event.getString("task").equals("sums"))
              .findFirst()
              .orElseThrow();
      assertThat(sums.getDuration("lasted")).isEqualTo(Duration.ofMillis(300));
      assertThat(sums.getString("workerStack")).isEqualTo("at app.Sums.add(Sums.java:3)\n");
      assertThat(sums.getString("awaiting")).isEqualTo("on body\n");
    }
  }

  @Test
  void aStormIsManyStealsAndMostOfThePolls() {
    assertThat(storm(10_000, 12_000)).isTrue();
    assertThat(storm(10_000, 30_000)).isFalse();
    assertThat(storm(900, 1_000)).isFalse();
  }

  private static boolean storm(long steals, long polls) {
    return new StealStormEvent("r", counted(50, 70), counted(50 + steals, 70 + polls)).isStorm();
  }

  private static RuntimeMetrics counted(long steals, long polls) {
    PollTimes times = new PollTimes(Collections.nCopies(PollTimes.BUCKETS, 0L));
    WorkerMetrics worker =
        new WorkerMetrics("w", polls, 0, 0, 0, 0, steals, 1, 0, 0, 0, 0, Duration.ZERO, 0, times);
    return new RuntimeMetrics(new ExecutorMetrics(List.of(worker), 0, 0, 0), 0, 0, 0, 0, 0);
  }

  @Test
  void everyEventSaysWhatItIs() {
    for (Class<? extends jdk.jfr.Event> event :
        List.of(
            TaskSpawnEvent.class,
            TaskEndEvent.class,
            LongPollEvent.class,
            BlockedWorkerEvent.class,
            StealStormEvent.class,
            RuntimeStatisticsEvent.class,
            TaskDumpEvent.class)) {
      EventType type = EventType.getEventType(event);
      assertThat(type.getName()).startsWith("dev.wakeful.");
      assertThat(type.getLabel()).isNotBlank();
      assertThat(type.getDescription()).isNotBlank();
      assertThat(type.getCategoryNames()).first().isEqualTo("Wakeful");
    }
  }

  private static Recording recording(String... events) {
    Recording recording = new Recording();
    for (String event : events) {
      recording.enable(event);
    }
    recording.start();
    return recording;
  }

  private List<RecordedEvent> stop(Recording recording) throws IOException {
    recording.stop();
    Path file = directory.resolve(recording.getId() + ".jfr");
    recording.dump(file);
    return RecordingFile.readAllEvents(file);
  }

  private static RecordedEvent only(List<RecordedEvent> events, String type, String task) {
    List<RecordedEvent> found =
        events.stream()
            .filter(event -> event.getEventType().getName().equals(type))
            .filter(event -> event.getString("taskName").equals(task))
            .toList();
    assertThat(found).as("%s of %s", type, task).hasSize(1);
    return found.getFirst();
  }
}
