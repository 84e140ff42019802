package dev.wakeful.reactor;

import dev.wakeful.env.Pollable;
import dev.wakeful.env.Poller;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A poller that tells what the test has written down, which is the only way to have an event under
/// way at a chosen moment.
final class ScriptedPoller implements Poller {
  final Map<Pollable, Long> tokens = new HashMap<>();
  final Map<Pollable, Integer> wishes = new HashMap<>();
  int updates;
  boolean closed;
  private final List<Runnable> beforeTelling = new ArrayList<>();
  private final List<Told> next = new ArrayList<>();

  private record Told(long token, int readiness) {}

  /// A socket without a kernel.
  static final class Thing implements Pollable {
    private boolean closed;

    @Override
    public boolean isClosed() {
      return closed;
    }

    @Override
    public void close() {
      closed = true;
    }

    @Override
    public String toString() {
      return "thing";
    }
  }

  /// The token of a watched socket.
  long tokenOf(Pollable source) {
    return Objects.requireNonNull(tokens.get(source));
  }

  /// Writes down an event for whoever has this token now.
  void event(Pollable source, int readiness) {
    next.add(new Told(tokenOf(source), readiness));
  }

  /// Runs something in the next poll, before its events are told.
  void beforeTelling(Runnable action) {
    beforeTelling.add(action);
  }

  @Override
  public void register(Pollable source, long token, int wanted) throws IOException {
    tokens.put(source, token);
    wishes.put(source, wanted);
  }

  @Override
  public void update(Pollable source, int wanted) {
    updates++;
    wishes.put(source, wanted);
  }

  @Override
  public void deregister(Pollable source) {
    tokens.remove(source);
    wishes.remove(source);
  }

  @Override
  public int poll(long nanos, Events events) throws IOException {
    if (closed) {
      throw new IOException("closed");
    }
    List<Told> now = List.copyOf(next);
    next.clear();
    beforeTelling.forEach(Runnable::run);
    beforeTelling.clear();
    now.forEach(told -> events.ready(told.token(), told.readiness()));
    return now.size();
  }

  @Override
  public void wakeup() {}

  @Override
  public void close() {
    closed = true;
  }

  @Nullable Integer wishesOf(Pollable source) {
    return wishes.get(source);
  }
}
