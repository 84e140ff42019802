package dev.wakeful.runtime;

import dev.wakeful.executor.JoinHandle;
import dev.wakeful.executor.TaskInfo;
import dev.wakeful.future.Future;

/// A program with a task that waits for ever and a runtime that says so at USR2: the child process
/// of [DumpFromOutsideTest]. It ends when its input does.
final class StuckProgram {
  private StuckProgram() {}

  /// Runs until standard input ends.
  public static void main(String[] arguments) throws Exception {
    try (AsyncRuntime runtime =
        AsyncRuntime.builder()
            .workers(2)
            .name("stuck")
            .dumpOnSignal("USR2", System.out::println)
            .build()) {
      JoinHandle<String> first = runtime.spawn("first", Future.pending());
      runtime.spawn("second", first.map(x -> x));
      while (runtime.dump().tasks().stream()
          .anyMatch(task -> task.state() != TaskInfo.State.WAITING)) {
        Thread.onSpinWait();
      }
      System.out.println("ready");
      while (System.in.read() >= 0) {
        // whatever is said
      }
    }
  }
}
