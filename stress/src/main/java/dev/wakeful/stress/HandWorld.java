package dev.wakeful.stress;

import dev.wakeful.env.Clock;
import dev.wakeful.env.Entropy;
import dev.wakeful.env.Env;
import dev.wakeful.env.Poller;
import dev.wakeful.env.Resolver;
import dev.wakeful.env.Sockets;
import dev.wakeful.env.Threads;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// An environment of parkers and of threads that are run by hand: what they would do is kept until
/// somebody takes it. It has nothing else.
///
/// Any thread may use it. A class for each kind of parker, because Lincheck cannot look into a
/// lambda.
public abstract class HandWorld implements Env, Threads {
  private final ArrayDeque<Runnable> bodies = new ArrayDeque<>(); // guarded by itself

  /// A world without threads.
  protected HandWorld() {}

  /// What the thread that was started first would do; null when it has been taken.
  public final @Nullable Runnable take() {
    synchronized (bodies) {
      return bodies.pollFirst();
    }
  }

  /// Does what all threads would do, one after the other.
  public final void runAll() {
    for (Runnable body = take(); body != null; body = take()) {
      body.run();
    }
  }

  @Override
  public final Thread start(String name, Runnable body) {
    synchronized (bodies) {
      bodies.addLast(body);
    }
    return Thread.currentThread();
  }

  @Override
  public final Thread startBlocking(String name, Runnable body) {
    return start(name, body);
  }

  @Override
  public final void startForgettable(String name, Runnable body) {
    start(name, body);
  }

  @Override
  public final Threads threads() {
    return this;
  }

  @Override
  public final Clock clock() {
    return NoTime.INSTANCE;
  }

  @Override
  public final Entropy entropy() {
    return label -> {
      throw new UnsupportedOperationException("a world without chance: " + label);
    };
  }

  @Override
  public final Sockets sockets() {
    throw new UnsupportedOperationException("a world without sockets");
  }

  @Override
  public final Resolver resolver() {
    throw new UnsupportedOperationException("a world without names");
  }

  @Override
  public final Poller newPoller() {
    throw new UnsupportedOperationException("a world without events");
  }

  /// A clock that stands still.
  private enum NoTime implements Clock {
    INSTANCE;

    @Override
    public long nanos() {
      return 0;
    }

    @Override
    public boolean passesByItself() {
      return false;
    }

    @Override
    public long wallMillis() {
      return 0;
    }
  }
}
