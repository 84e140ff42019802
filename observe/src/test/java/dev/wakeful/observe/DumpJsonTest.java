package dev.wakeful.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wakeful.executor.Awaited;
import dev.wakeful.executor.JoinHandle;
import dev.wakeful.executor.RootInfo;
import dev.wakeful.executor.TaskDump;
import dev.wakeful.executor.TaskInfo;
import dev.wakeful.executor.WaitCycle;
import dev.wakeful.executor.WorkerInfo;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Dumps as JSON, read by a parser of others.
@Tag("R-137")
class DumpJsonTest {
  private final ObjectMapper parser =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  @Test
  void everythingIsThere() throws Exception {
    StackTraceElement line = new StackTraceElement("a.B", "c", "B.java", 7);
    TaskInfo one =
        new TaskInfo(
            1,
            "one",
            TaskInfo.State.WAITING,
            null,
            line,
            List.of(new Awaited(0, "body", line, 0), new Awaited(1, "task two", null, 2)));
    TaskInfo two = new TaskInfo(2, "#2", TaskInfo.State.RUNNING, "w-0", null, List.of());
    TaskDump dump =
        new TaskDump(
            "web",
            List.of(
                new WorkerInfo("w-0", WorkerInfo.State.POLLING, 2, "#2"),
                new WorkerInfo("w-1", WorkerInfo.State.IN_DRIVER, 0, null)),
            List.of(one, two),
            List.of(new RootInfo("main", List.of(new Awaited(0, "sleep", null, 0)))),
            List.of(new WaitCycle(List.of(one, two), true)));

    JsonNode json = parser.readTree(DumpJson.write(dump));

    assertThat(json)
        .isEqualTo(
            parser.readTree(
                """
                {"name": "web",
                 "workers": [{"name": "w-0", "state": "polling", "task": 2, "taskName": "#2"},
                             {"name": "w-1", "state": "in_driver"}],
                 "roots": [{"thread": "main",
                            "awaits": [{"depth": 0, "what": "sleep", "where": null}]}],
                 "tasks": [{"id": 1, "name": "one", "state": "waiting", "worker": null,
                            "spawnedAt": "a.B.c(B.java:7)", "joins": [2],
                            "awaits": [{"depth": 0, "what": "body", "where": "a.B.c(B.java:7)"},
                                       {"depth": 1, "what": "task two", "where": null,
                                        "task": 2}]},
                           {"id": 2, "name": "#2", "state": "running", "worker": "w-0",
                            "spawnedAt": null, "joins": [], "awaits": []}],
                 "cycles": [{"certain": true, "tasks": [1, 2]}]}
                """));
  }

  @Test
  void anythingMayStandInAName() throws Exception {
    StringBuilder every = new StringBuilder("\\\"/\u2028\ud83d\ude00\ufeff");
    for (char c = 0; c < 0x200; c++) {
      every.append(c);
    }
    TaskDump dump = new TaskDump(every.toString(), List.of(), List.of(), List.of(), List.of());
    assertThat(parser.readTree(DumpJson.write(dump)).get("name").textValue())
        .isEqualTo(every.toString());
  }

  @Test
  void halfAPairIsEscaped() {
    TaskDump dump = new TaskDump("\ud83d", List.of(), List.of(), List.of(), List.of());
    assertThat(DumpJson.write(dump)).startsWith("{\"name\":\"\\ud83d\",");
  }

  @Test
  void aRuntimeIsReadable() throws Exception {
    try (Watched runtime = new Watched("json")) {
      JoinHandle<String> inner = runtime.executor.spawn("in\"ner", Watched.waitsFor("a\nbyte"));
      runtime.executor.spawn("outer", inner.map(x -> x));
      JsonNode tasks = parser.readTree(DumpJson.write(runtime.dump())).get("tasks");
      assertThat(tasks).hasSize(2);
      assertThat(tasks.get(0).get("name").textValue()).isEqualTo("in\"ner");
      assertThat(tasks.get(0).at("/awaits/0/what").textValue()).isEqualTo("a\nbyte");
    }
  }
}
