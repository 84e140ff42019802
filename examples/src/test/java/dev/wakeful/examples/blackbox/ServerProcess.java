package dev.wakeful.examples.blackbox;

import dev.wakeful.examples.redis.MiniRedis;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The mini-redis as a process of its own, looked at from outside: by its port, by the kernel's
/// books and by the tools of its virtual machine. It accepts on every address of this machine.
final class ServerProcess implements AutoCloseable {
  private static final Path TOOLS = Path.of(System.getProperty("java.home"), "bin");

  /// The kernel counts processor time in these.
  private static final long MILLIS_PER_TICK = 10;

  private final Process process;
  private final BufferedReader output;
  private final int port;

  private ServerProcess(Process process) throws IOException {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
    String line = output.readLine();
    if (line == null || !line.startsWith("READY ")) {
      process.destroyForcibly();
      throw new IOException("instead of getting ready the server says " + line);
    }
    this.port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
  }

  /// Starts it and waits until it accepts.
  ///
  /// @param descriptors how many it may have open
  /// @param jvmOptions how its virtual machine is to be
  static ServerProcess start(int descriptors, String... jvmOptions) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("bash", "-c", "ulimit -n " + descriptors + "; exec \"$@\"", "bash"));
    command.add(TOOLS.resolve("java").toString());
    // a fixed number of compiler threads: otherwise the virtual machine's own come and go
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:-UseDynamicNumberOfCompilerThreads"));
    command.addAll(List.of(jvmOptions));
    command.addAll(List.of("-cp", classPath(), MiniRedis.class.getName()));
    command.addAll(List.of("--bind", "0.0.0.0", "--port", "0"));
    return new ServerProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  private static String classPath() {
    return Stream.of("jdk.module.path", "java.class.path")
        .map(name -> System.getProperty(name, ""))
        .filter(path -> !path.isEmpty())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /// Where it accepts, at one of the many addresses of the loopback interface. A port number of a
  /// client serves once per address of the server: crowds spread over them.
  ///
  /// @param number which one, any number not negative
  InetSocketAddress address(int number) throws IOException {
    byte last = (byte) (1 + number % 200);
    return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, last}), port);
  }

  /// A new connection to it.
  Client connect() throws IOException {
    return Client.connect(address(0));
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// Lets time pass, which ends early if the server does.
  ///
  /// @return whether it still runs
  boolean survives(long seconds) throws InterruptedException {
    return !process.waitFor(seconds, TimeUnit.SECONDS);
  }

  /// How many descriptors it has open.
  long descriptors() throws IOException {
    try (Stream<Path> all = Files.list(proc("fd"))) {
      return all.count();
    }
  }

  /// How many threads it has, those of its virtual machine included.
  long threads() throws IOException {
    return field(proc("status"), "Threads");
  }

  /// How much memory it occupies, in KiB.
  long residentKib() throws IOException {
    return field(proc("status"), "VmRSS");
  }

  /// How much processor time it has taken, all threads and the kernel on its behalf.
  long cpuMillis() throws IOException {
    String stat = Files.readString(proc("stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MILLIS_PER_TICK;
  }

  /// The kernel's number of the thread that runs the runtime.
  long runtimeThread() throws IOException, InterruptedException {
    Matcher main =
        Pattern.compile("^\"main\" #\\d+ \\[(\\d+)]", Pattern.MULTILINE)
            .matcher(ask("Thread.print"));
    if (!main.find()) {
      throw new IOException("the server has no main thread");
    }
    return Long.parseLong(main.group(1));
  }

  /// How often a thread of it has gone to sleep.
  ///
  /// @param thread its number
  long sleeps(long thread) throws IOException {
    return field(proc("task/" + thread + "/status"), "voluntary_ctxt_switches");
  }

  /// What is alive on its heap, after a full collection.
  LiveHeap liveHeap() throws IOException, InterruptedException {
    return new LiveHeap(ask("GC.class_histogram"));
  }

  /// What `jcmd` answers.
  ///
  /// @param question a command of it
  String ask(String question) throws IOException, InterruptedException {
    Process tool =
        new ProcessBuilder(TOOLS.resolve("jcmd").toString(), Long.toString(process.pid()), question)
            .redirectErrorStream(true)
            .start();
    String answer = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (tool.waitFor() != 0) {
      throw new IOException("jcmd " + question + " failed: " + answer);
    }
    return answer;
  }

  private Path proc(String name) {
    return Path.of("/proc", Long.toString(process.pid()), name);
  }

  private static long field(Path table, String name) throws IOException {
    for (String line : Files.readAllLines(table)) {
      if (line.startsWith(name + ":")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException(table + " has no " + name);
  }

  /// Ends it at once.
  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    output.close();
  }
}
