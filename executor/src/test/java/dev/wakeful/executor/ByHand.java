package dev.wakeful.executor;

import dev.wakeful.env.Clock;
import dev.wakeful.env.Entropy;
import dev.wakeful.env.Env;
import dev.wakeful.env.Parker;
import dev.wakeful.env.Poller;
import dev.wakeful.env.Resolver;
import dev.wakeful.env.Sockets;
import dev.wakeful.env.Threads;
import java.io.IOException;
import java.util.ArrayDeque;

/// The real world, but for threads: what they would do is kept until the test does it.
final class ByHand implements Env, Threads {
  private final Env real = Env.system();
  private final ArrayDeque<Runnable> bodies = new ArrayDeque<>();

  /// How many threads the system still has to give.
  int left = Integer.MAX_VALUE;

  /// Does what the threads would do, one after the other.
  void runAll() {
    for (Runnable body = bodies.poll(); body != null; body = bodies.poll()) {
      body.run();
    }
  }

  @Override
  public Thread start(String name, Runnable body) {
    if (left-- == 0) {
      throw new OutOfMemoryError("unable to create native thread");
    }
    bodies.add(body);
    return Thread.currentThread();
  }

  @Override
  public Thread startBlocking(String name, Runnable body) {
    return start(name, body);
  }

  @Override
  public void startForgettable(String name, Runnable body) {
    start(name, body);
  }

  @Override
  public Threads threads() {
    return this;
  }

  @Override
  public Parker newParker() {
    return real.newParker();
  }

  @Override
  public Clock clock() {
    return real.clock();
  }

  @Override
  public Entropy entropy() {
    return real.entropy();
  }

  @Override
  public Sockets sockets() {
    return real.sockets();
  }

  @Override
  public Resolver resolver() {
    return real.resolver();
  }

  @Override
  public Poller newPoller() throws IOException {
    return real.newPoller();
  }
}
