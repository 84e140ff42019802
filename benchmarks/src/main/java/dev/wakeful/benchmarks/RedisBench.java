// ./run bench redis [requests] [rounds]
package dev.wakeful.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// mini-redis and a real Redis under `redis-benchmark`, 50 connections, without and with
/// pipelining, taking turns.
///
/// The client and the servers share the machine's processors, as they do on a developer's desk.
/// Needs `redis-server` and `redis-benchmark` on the path. The last lines but the table's are the
/// ratios: how many requests of the real Redis's one mini-redis serves in the same time.
public final class RedisBench {
  private static final String TESTS = "ping_mbulk,set,get,incr,lpush,mset";
  private static final Pattern ROW = Pattern.compile("\"([A-Z_]+)[^\"]*\",\"([0-9.]+)\".*");

  private RedisBench() {}

  /// Measures both servers.
  ///
  /// @param args requests per test (200,000) and rounds (3)
  public static void main(String[] args) throws Exception {
    int requests = args.length > 0 ? Integer.parseInt(args[0]) : 200_000;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    int realPort = freePort();
    Process real =
        start(
            List.of(
                "redis-server",
                "--port",
                String.valueOf(realPort),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no"),
            "Ready to accept connections");
    int ourPort = freePort();
    Process ours = start(miniRedis(ourPort), "READY ");
    try {
      Map<String, Map<String, List<Double>>> results = new LinkedHashMap<>();
      measure(ourPort, requests, 16); // a JVM is judged warm
      measure(ourPort, requests, 1);
      for (int round = 1; round <= rounds; round++) {
        for (int pipeline : new int[] {1, 16}) {
          record(results, "mini-redis", pipeline, measure(ourPort, requests, pipeline));
          record(results, "redis", pipeline, measure(realPort, requests, pipeline));
        }
        System.err.println("round " + round + " of " + rounds);
      }
      print(results);
    } finally {
      real.destroy();
      ours.destroy();
    }
  }

  private static List<String> miniRedis(int port) {
    String modulePath = System.getProperty("jdk.module.path");
    String main = "dev.wakeful.examples.redis.MiniRedis";
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.add("-Dwakeful.unwoven=fail"); // its connections are async bodies
    if (modulePath != null) {
      command.addAll(List.of("-p", modulePath, "-m", "dev.wakeful.examples/" + main));
    } else {
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    }
    command.addAll(List.of("--port", String.valueOf(port)));
    return command;
  }

  /// Starts a server and waits until it says that it accepts.
  private static Process start(List<String> command, String ready) throws IOException {
    Process server = new ProcessBuilder(command).redirectErrorStream(true).start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.contains(ready)) {
        Thread _ = Thread.startVirtualThread(() -> drain(output));
        return server;
      }
    }
    throw new IOException(command + " ended before it was ready");
  }

  /// Reads what the server still says, so that it never waits for a reader.
  private static void drain(BufferedReader output) {
    try (output) {
      while (output.readLine() != null) {}
    } catch (IOException e) {
      // the server has been ended
    }
  }

  private static Map<String, Double> measure(int port, int requests, int pipeline)
      throws IOException, InterruptedException {
    flush(port);
    Process client =
        new ProcessBuilder(
                "redis-benchmark",
                "-p",
                String.valueOf(port),
                "-n",
                String.valueOf(requests),
                "-c",
                "50",
                "-P",
                String.valueOf(pipeline),
                "-t",
                TESTS,
                "--csv")
            .redirectErrorStream(true)
            .start();
    String output = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (client.waitFor() != 0) {
      throw new IOException("redis-benchmark failed: " + output);
    }
    Map<String, Double> nanos = new LinkedHashMap<>();
    Matcher rows = ROW.matcher(output);
    while (rows.find()) {
      nanos.put(
          rows.group(1).toLowerCase(java.util.Locale.ROOT),
          1e9 / Double.parseDouble(rows.group(2)));
    }
    return nanos;
  }

  /// Lists grow from test to test; each starts with an empty server.
  private static void flush(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write("FLUSHALL\r\n".getBytes(StandardCharsets.US_ASCII));
      int first = socket.getInputStream().read();
      if (first != '+') {
        throw new IOException("FLUSHALL was refused");
      }
    }
  }

  private static void record(
      Map<String, Map<String, List<Double>>> results,
      String subject,
      int pipeline,
      Map<String, Double> nanos) {
    nanos.forEach((test, value) ->
        results
            .computeIfAbsent(test + "_P" + pipeline, key -> new LinkedHashMap<>())
            .computeIfAbsent(subject, key -> new ArrayList<>())
            .add(value));
  }

  private static void print(Map<String, Map<String, List<Double>>> results) {
    results.forEach((test, subjects) ->
        System.err.printf(
            "%-16s mini-redis serves %.2f of what redis serves%n",
            test,
            Forks.median(subjects.getOrDefault("redis", List.of()))
                / Forks.median(subjects.getOrDefault("mini-redis", List.of()))));
    results.forEach((test, subjects) ->
        subjects.forEach((subject, samples) ->
            System.out.printf("%s\t%s\t%.1f%n", test, subject, Forks.median(samples))));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
