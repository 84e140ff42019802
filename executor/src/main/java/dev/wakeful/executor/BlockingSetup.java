package dev.wakeful.executor;

import dev.wakeful.env.Env;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a [BlockingPool] is made of: the world, its limits, and options that all have a default.
///
/// One thread describes it and hands it to [BlockingPool]; nobody changes it after that.
public final class BlockingSetup {
  /// Keep-alive of threads that stay until the pool is closed.
  static final long FOR_EVER = -1;

  private final Env env;
  private String name = "wakeful-blocking";
  private boolean computing;
  private int maxThreads = 512;
  private int maxQueued = 10_000;
  private long keepAlive;
  private Runnable threadStart = () -> {};
  private Runnable threadStop = () -> {};
  private @Nullable FailureHandler failures;

  private BlockingSetup(Env env) {
    this.env = Objects.requireNonNull(env);
  }

  /// For calls that wait most of the time: many threads, virtual ones where they are sound.
  ///
  /// @param env the world outside
  public static BlockingSetup waiting(Env env) {
    return new BlockingSetup(env);
  }

  /// For calls that compute all the time: platform threads, one for each processor is enough, that
  /// are started when they are needed and stay until the pool is closed.
  ///
  /// @param env the world outside
  /// @param threads how many calls compute at a time, at least 1
  public static BlockingSetup computing(Env env, int threads) {
    BlockingSetup setup = new BlockingSetup(env).name("wakeful-cpu").maxThreads(threads);
    setup.computing = true;
    setup.keepAlive = FOR_EVER;
    return setup;
  }

  /// The first part of thread names; "wakeful-blocking" or "wakeful-cpu" unless said otherwise.
  ///
  /// @param word the name of the pool
  public BlockingSetup name(String word) {
    this.name = Objects.requireNonNull(word);
    return this;
  }

  /// How many calls run at a time; 512 unless said otherwise.
  ///
  /// @param count at least 1
  public BlockingSetup maxThreads(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("a pool needs at least 1 thread, not " + count);
    }
    this.maxThreads = count;
    return this;
  }

  /// How many calls wait for a thread; 10,000 unless said otherwise.
  ///
  /// @param count at least 0
  public BlockingSetup maxQueued(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("the queue holds at least 0 calls, not " + count);
    }
    this.maxQueued = count;
    return this;
  }

  /// How long a thread without a call waits for one before it ends; unless said otherwise it ends
  /// at once, and threads that compute stay.
  ///
  /// Zero is right for virtual threads: waking a parked one and starting another cost the same, a
  /// hand-over to the JDK's scheduler. And a thread that does not wait keeps no virtual clock from
  /// moving.
  ///
  /// @param time zero or more
  public BlockingSetup keepAlive(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("a thread waits for zero or more, not " + time);
    }
    this.keepAlive = Gate.nanos(time);
    return this;
  }

  /// What each thread does before its first call; nothing unless said otherwise. What it throws
  /// goes to the [FailureHandler], and the thread goes on.
  ///
  /// @param hook called on the thread
  public BlockingSetup onThreadStart(Runnable hook) {
    this.threadStart = Objects.requireNonNull(hook);
    return this;
  }

  /// What each thread does after its last call; nothing unless said otherwise. What it throws goes
  /// to the [FailureHandler].
  ///
  /// @param hook called on the thread
  public BlockingSetup onThreadStop(Runnable hook) {
    this.threadStop = Objects.requireNonNull(hook);
    return this;
  }

  /// Who is told of failures that nobody joined; they are logged unless said otherwise.
  ///
  /// @param handler called on threads of the pool
  public BlockingSetup failures(FailureHandler handler) {
    this.failures = Objects.requireNonNull(handler);
    return this;
  }

  /// Starts a thread.
  ///
  /// @param number of the thread
  /// @param body what it does
  void start(long number, Runnable body) {
    String thread = name + "-" + number;
    if (computing) {
      env.threads().start(thread, body);
    } else {
      env.threads().startBlocking(thread, body);
    }
  }

  Env env() {
    return env;
  }

  String name() {
    return name;
  }

  int maxThreads() {
    return maxThreads;
  }

  int maxQueued() {
    return maxQueued;
  }

  long keepAlive() {
    return keepAlive;
  }

  Runnable threadStart() {
    return threadStart;
  }

  Runnable threadStop() {
    return threadStop;
  }

  FailureHandler failures() {
    return failures != null ? failures : FailureHandler.logging();
  }
}
