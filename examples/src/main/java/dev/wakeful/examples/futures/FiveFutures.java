// ./run futures
package dev.wakeful.examples.futures;

import dev.wakeful.executor.JoinHandle;
import dev.wakeful.future.Blocking;
import dev.wakeful.future.Elapsed;
import dev.wakeful.future.Future;
import dev.wakeful.runtime.AsyncRuntime;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/// Waits for five things at once: a query, a remote call, a timeout, a computation, a socket.
final class FiveFutures {
  private record Row(int id, String city) {}

  /// What a database would hold.
  private static final List<Row> TABLE =
      List.of(new Row(1, "Lima"), new Row(2, "Oslo"), new Row(3, "Osaka"));

  private FiveFutures() {}

  static void main(String[] args) throws Exception {
    run(System.out);
  }

  static void run(PrintStream out) throws Exception {
    try (Peer peer = new Peer();
        AsyncRuntime runtime = AsyncRuntime.create()) {
      List<Future<String>> five =
          List.of(
              query("O"),
              rpc(peer.address(), 12),
              timeout(peer.address()),
              computation(runtime),
              socketRead(peer.address()));
      // As tasks of their own they run at the same time; each tells when it is ready.
      List<JoinHandle<String>> tasks =
          five.stream().map(future -> runtime.spawn(print(future, out))).toList();
      for (JoinHandle<String> task : tasks) {
        runtime.blockOn(task); // if one has failed, its failure is thrown here
      }
    }
  }

  private static Future<String> print(Future<String> future, PrintStream out) {
    return future.map(line -> {
      out.println(line);
      return line;
    });
  }

  /// A query. Database drivers block, so it runs where that is allowed: on the blocking pool of the
  /// runtime that polls it. The workers never wait.
  private static Future<String> query(String prefix) {
    return Future.lazy(cx ->
            cx.require(Blocking.SLOT)
                .run(() ->
                    TABLE.stream()
                        .filter(row -> row.city().startsWith(prefix))
                        .map(Row::city)
                        .toList()))
        .andThen(running -> running)
        .map(cities -> "query: cities with " + prefix + " are " + cities);
  }

  /// A remote procedure call: a line to the peer and its answer, over a connection of its own.
  private static Future<String> rpc(InetSocketAddress peer, int number) {
    return Call.of(peer, "square " + number)
        .map(answer -> "rpc: " + number + " squared is " + answer);
  }

  /// A call that is never answered. When its time is over the call is cancelled, which closes its
  /// connection, and the failure becomes a value.
  private static Future<String> timeout(InetSocketAddress peer) {
    return Call.of(peer, "sleep")
        .timeout(Duration.ofMillis(100))
        .orElse(failure ->
            failure instanceof Elapsed late
                ? Future.ready("timeout: gave up after " + late.limit().toMillis() + " ms")
                : Future.failed(failure));
  }

  /// A computation. It would hold up every task of the worker that polls it, so it gets a thread
  /// that is not a worker. It begins at once: a task runs whether or not it is awaited.
  private static Future<String> computation(AsyncRuntime runtime) {
    return runtime
        .spawnBlocking(() -> IntStream.rangeClosed(2, 50_000).filter(FiveFutures::isPrime).count())
        .map(count -> "computation: " + count + " primes up to 50000");
  }

  private static boolean isPrime(int number) {
    return IntStream.rangeClosed(2, (int) Math.sqrt(number)).noneMatch(by -> number % by == 0);
  }

  /// What a socket has to say, read to its end.
  private static Future<String> socketRead(InetSocketAddress peer) {
    return Call.of(peer, "news").map(text -> "socket: read \"" + text + "\"");
  }
}
