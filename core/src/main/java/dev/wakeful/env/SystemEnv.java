package dev.wakeful.env;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

/// The real world.
final class SystemEnv implements Env, Clock, Entropy, Threads {
  static final Env INSTANCE = new SystemEnv();

  /// JDK-8369227: before 25.0.3 a virtual thread can stay parked for ever.
  private static final boolean VIRTUAL_THREADS_ARE_SOUND =
      Runtime.version().compareToIgnoreOptional(Runtime.Version.parse("25.0.3")) >= 0;

  private final Sockets sockets = new NioSockets();

  private SystemEnv() {}

  @Override
  public Clock clock() {
    return this;
  }

  @Override
  public Entropy entropy() {
    return this;
  }

  @Override
  public Threads threads() {
    return this;
  }

  @Override
  public Sockets sockets() {
    return sockets;
  }

  @Override
  public Resolver resolver() {
    return host -> List.of(InetAddress.getAllByName(host));
  }

  @Override
  public Parker newParker() {
    return new ThreadParker();
  }

  @Override
  public Poller newPoller() throws IOException {
    return new NioPoller();
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public long wallMillis() {
    return System.currentTimeMillis();
  }

  @Override
  public RandomGenerator stream(String label) {
    return new SplittableRandom();
  }

  @Override
  public Thread start(String name, Runnable body) {
    Thread thread = new CarrierThread(name, body);
    thread.start();
    return thread;
  }

  @Override
  public Thread startBlocking(String name, Runnable body) {
    return VIRTUAL_THREADS_ARE_SOUND
        ? Thread.ofVirtual().name(name).start(body)
        : start(name, body);
  }

  /// A virtual thread that is started by itself is in the JDK's list of all threads as long as it
  /// lives. One that an executor starts is in that executor's list, and the JDK's list of executors
  /// is weak: so here is an executor for each thread.
  @Override
  public void startForgettable(String name, Runnable body) {
    if (VIRTUAL_THREADS_ARE_SOUND) {
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(name).factory()).execute(body);
    } else {
      start(name, body);
    }
  }
}
