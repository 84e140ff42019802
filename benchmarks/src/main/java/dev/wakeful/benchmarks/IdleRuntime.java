package dev.wakeful.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.wakeful.future.Future;
import dev.wakeful.runtime.AsyncRuntime;
import dev.wakeful.time.Time;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A runtime with tasks that wait and nothing to do, and what its process costs meanwhile.
final class IdleRuntime {
  private static final int TASKS = 1_000;

  /// How long the virtual machine has for what it has put off, above all compiling.
  private static final int SETTLING_SECONDS = 10;

  private IdleRuntime() {}

  /// Prints the processor time of the process in thousandths of the time that went by, and the
  /// voluntary context switches of the runtime's threads.
  ///
  /// @param args [Features] (none: no runtime at all) and for how many seconds to look
  public static void main(String[] args) throws Exception {
    Features features = Features.valueOf(args[0].toUpperCase(Locale.ROOT));
    int seconds = Integer.parseInt(args[1]);
    if (features != Features.NONE) {
      AsyncRuntime runtime = features.runtime();
      for (int i = 0; i < TASKS; i++) {
        runtime.spawn(Future.<Void>pending());
        runtime.spawn(Time.sleep(Duration.ofHours(1)));
      }
    }
    Thread.sleep(Duration.ofSeconds(Math.min(SETTLING_SECONDS, seconds)));
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = system.getProcessCpuTime();
    long switches = switches();
    Thread.sleep(Duration.ofSeconds(seconds));
    System.out.printf(
        Locale.ROOT,
        "%.3f\t%d%n",
        (system.getProcessCpuTime() - cpu) / (seconds * 1e6),
        switches() - switches);
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  /// Of all threads whose name begins with the runtime's.
  private static long switches() throws IOException {
    long sum = 0;
    try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
      for (Path thread : threads.toList()) {
        if (Files.readString(thread.resolve("comm")).startsWith("wakeful")) {
          sum += voluntary(Files.readAllLines(thread.resolve("status")));
        }
      }
    }
    return sum;
  }

  private static long voluntary(List<String> status) {
    return status.stream()
        .filter(line -> line.startsWith("voluntary_ctxt_switches:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .sum();
  }
}
