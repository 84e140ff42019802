package dev.wakeful.async;

import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A future that a test ends, and that notes what is done to it.
final class Leaf implements Future<String> {
  private final String name;
  private final List<String> log;
  private @Nullable Exception failure;
  private @Nullable RuntimeException cancelFailure;
  private boolean ready;
  private int cleanUps;

  Leaf(String name, List<String> log) {
    this.name = name;
    this.log = log;
  }

  Leaf ready() {
    ready = true;
    return this;
  }

  Leaf failing(Exception thrown) {
    failure = thrown;
    return ready();
  }

  /// Its `cancel` throws, which it must not.
  Leaf failingToCancel(RuntimeException thrown) {
    cancelFailure = thrown;
    return this;
  }

  /// Its clean-up takes so many polls.
  Leaf cleaningUp(int polls) {
    cleanUps = polls;
    return this;
  }

  @Override
  public Poll<String> poll(Context cx) throws Exception {
    if (!ready) {
      return Poll.pending();
    }
    if (failure != null) {
      throw failure;
    }
    return Poll.ready(name);
  }

  @Override
  public Poll<Void> pollCancel(Context cx) {
    if (cleanUps-- > 0) {
      log.add("ending " + name);
      return Poll.pending();
    }
    cancel();
    return Poll.done();
  }

  @Override
  public void cancel() {
    log.add("cancel " + name);
    if (cancelFailure != null) {
      throw cancelFailure;
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
