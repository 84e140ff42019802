package dev.wakeful.soak;

import dev.wakeful.executor.JoinHandle;
import dev.wakeful.future.Future;
import dev.wakeful.runtime.AsyncRuntime;
import dev.wakeful.sync.Channel;
import dev.wakeful.sync.Mpsc;
import dev.wakeful.sync.MpscReceiver;
import dev.wakeful.sync.MpscSender;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;

/// Tokens that travel between tasks for some time, over detours that cover every way to wait, and
/// then come home: each once, and none stands still for longer than [#PATIENCE] on the way.
///
/// A program of its own, so that it can be run under any JVM.
final class TokenSoak {
  private static final int STATIONS = 64;
  private static final int TOKENS = 256;

  /// How many tokens a station has in hand at a time.
  private static final int HANDS = 8;

  /// Seconds in which a token must move.
  private static final int PATIENCE = 5;

  private final Detours detours;
  private final boolean losing;
  private final List<Token> tokens = new ArrayList<>();
  private final List<Channel<MpscSender<Token>, MpscReceiver<Token>>> stations = new ArrayList<>();
  private final AtomicIntegerArray home = new AtomicIntegerArray(TOKENS);
  private final CountDownLatch allHome = new CountDownLatch(TOKENS);
  private volatile boolean stopping;

  private TokenSoak(Detours detours, boolean losing) {
    this.detours = detours;
    this.losing = losing;
    for (int i = 0; i < STATIONS; i++) {
      stations.add(Mpsc.channel(TOKENS)); // room for all: stations that wait for each other
    }
    for (int i = 0; i < TOKENS; i++) {
      tokens.add(new Token(i, i));
    }
  }

  /// Runs a soak and prints what was done; ends with 1 when a token was lost, doubled or stood
  /// still.
  ///
  /// @param args how many seconds, how many workers, and as a third `lose`, to see the soak fail
  public static void main(String[] args) throws Exception {
    long seconds = Long.parseLong(args[0]);
    int workers = Integer.parseInt(args[1]);
    try (AsyncRuntime runtime = AsyncRuntime.builder().name("soak").workers(workers).build();
        ForeignThreads foreign = new ForeignThreads(4)) {
      Detours detours = new Detours(runtime, foreign);
      new TokenSoak(detours, args.length > 2 && args[2].equals("lose")).run(runtime, seconds);
      System.out.printf(
          "%,d aborted, %,d blocking calls, %,d wakes from abroad%n",
          detours.aborted.get(), detours.blocking.get(), foreign.wakes());
    } catch (Throwable failure) {
      failure.printStackTrace(System.out);
      System.exit(1);
    }
  }

  private void run(AsyncRuntime runtime, long seconds) throws Exception {
    List<JoinHandle<Void>> tasks = new ArrayList<>();
    tasks.add(runtime.spawn("attendant", detours.attendant()));
    for (int i = 0; i < STATIONS; i++) {
      MpscReceiver<Token> receiver = stations.get(i).receiver();
      tasks.add(runtime.spawn("station-" + i, receiver.forEachConcurrent(HANDS, this::receive)));
    }
    for (Token token : tokens) {
      stations.get(token.number % STATIONS).sender().trySend(token);
    }
    watch(seconds);
    stopping = true;
    if (!allHome.await(2 * PATIENCE, TimeUnit.SECONDS)) {
      throw new AssertionError(allHome.getCount() + " tokens do not come home" + threads());
    }
    stations.forEach(each -> each.sender().close());
    detours.close();
    for (JoinHandle<Void> task : tasks) {
      runtime.blockOn(task);
    }
    for (int i = 0; i < TOKENS; i++) {
      check(home.get(i) == 1, "token " + i + " came home " + home.get(i) + " times");
    }
    long released = detours.released.get();
    check(released == detours.aborted.get(), "aborted tasks were released " + released + " times");
    check(runtime.aliveTasks() == 0, runtime.aliveTasks() + " tasks are left");
    System.out.printf("%,d hops%n", tokens.stream().mapToLong(Token::hops).sum());
  }

  /// One token at one station.
  private Future<Void> receive(Token token) {
    token.take();
    return detours.of(token).andThen(number -> passOn(token, number));
  }

  private Future<Void> passOn(Token token, int number) {
    check(number == token.number, "token " + token.number + " was answered for " + number);
    token.give();
    if (losing && number == 7 && token.hops() == 10) {
      return Future.ready(null);
    }
    if (stopping) {
      home.incrementAndGet(number);
      allHome.countDown();
      return Future.ready(null);
    }
    return stations.get(token.random.nextInt(STATIONS)).sender().send(token);
  }

  /// Looks each second whether every token has moved lately.
  private void watch(long seconds) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    long[] seen = new long[TOKENS];
    long[] since = new long[TOKENS];
    Arrays.fill(since, System.nanoTime());
    while (System.nanoTime() < end) {
      long left = end - System.nanoTime();
      allHome.await(Math.min(left, TimeUnit.SECONDS.toNanos(1)), TimeUnit.NANOSECONDS);
      long now = System.nanoTime();
      for (Token token : tokens) {
        int i = token.number;
        if (token.hops() != seen[i]) {
          seen[i] = token.hops();
          since[i] = now;
        } else if (now - since[i] > TimeUnit.SECONDS.toNanos(PATIENCE)) {
          throw new AssertionError("token " + i + " stands still" + threads());
        }
      }
    }
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  private static String threads() {
    StringBuilder text = new StringBuilder("; threads:");
    Thread.getAllStackTraces()
        .forEach((thread, frames) -> {
          text.append("\n").append(thread).append(' ').append(thread.getState());
          for (StackTraceElement frame : frames) {
            text.append("\n    at ").append(frame);
          }
        });
    return text.toString();
  }
}
