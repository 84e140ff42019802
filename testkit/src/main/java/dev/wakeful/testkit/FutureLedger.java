package dev.wakeful.testkit;

import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A list of futures that must each end: completed, failed or cancelled.
///
/// {@snippet class="snippets.FutureLedgerSnippets" region="ledger"}
///
/// It finds, and tells by name, futures that were neither finished nor cancelled, that were polled
/// after their end, by two threads at once, or cancelled during a poll. Cancelling twice, or after
/// the end, is fine. Any thread may use it.
public final class FutureLedger {
  private final List<Entry<?>> entries = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private final List<String> cancelled = new ArrayList<>();

  /// An empty list.
  public FutureLedger() {}

  /// Writes a future down.
  ///
  /// @param name for the complaint
  /// @param future the future; use what is returned in its place
  /// @return a future that does the same and is watched
  public synchronized <T extends @Nullable Object> Future<T> track(String name, Future<T> future) {
    Entry<T> entry = new Entry<>(this, name, future);
    entries.add(entry);
    return entry;
  }

  /// The names of those that have neither finished nor been cancelled, in the order of tracking.
  public synchronized List<String> unsettled() {
    return entries.stream().filter(entry -> !entry.isSettled()).map(entry -> entry.name).toList();
  }

  /// The names of those that were cancelled before their end, in the order in which that was.
  public synchronized List<String> cancelled() {
    return List.copyOf(cancelled);
  }

  /// Checks that every future was finished or cancelled and none mistreated.
  ///
  /// @throws AssertionError when not so; it names each future and what is wrong with it
  public synchronized void assertSettled() {
    List<String> complaints = new ArrayList<>(violations);
    for (String name : unsettled()) {
      complaints.add(name + " was neither finished nor cancelled");
    }
    if (!complaints.isEmpty()) {
      throw new AssertionError(String.join("\n", complaints));
    }
  }

  private synchronized void violated(String what) {
    violations.add(what);
  }

  private synchronized void noteCancelled(String name) {
    cancelled.add(name);
  }

  /// One watched future.
  private static final class Entry<T extends @Nullable Object> implements Future<T> {
    private final FutureLedger ledger;
    private final String name;
    private final Future<T> future;
    private @Nullable Thread polling;
    private @Nullable String end;

    Entry(FutureLedger ledger, String name, Future<T> future) {
      this.ledger = ledger;
      this.name = Objects.requireNonNull(name);
      this.future = Objects.requireNonNull(future);
    }

    synchronized boolean isSettled() {
      return end != null;
    }

    @Override
    public Poll<T> poll(Context cx) throws Exception {
      enter();
      boolean pending = false;
      try {
        Poll<T> answer = future.poll(cx);
        pending = answer.isPending();
        return answer;
      } finally {
        leave(pending);
      }
    }

    @Override
    public void cancel() {
      boolean first;
      synchronized (this) {
        if (polling != null) {
          ledger.violated(name + " was cancelled during a poll, by " + Thread.currentThread());
        }
        first = end == null;
        if (first) {
          end = "was cancelled";
        }
      }
      if (first) {
        ledger.noteCancelled(name);
      }
      future.cancel();
    }

    private synchronized void enter() {
      if (polling != null) {
        throw violation(
            name + " was polled by " + Thread.currentThread() + " while " + polling + " polls it");
      }
      if (end != null) {
        throw violation(name + " was polled after it " + end);
      }
      polling = Thread.currentThread();
    }

    private synchronized void leave(boolean pending) {
      polling = null;
      if (!pending && end == null) {
        end = "had finished";
      }
    }

    private IllegalStateException violation(String what) {
      ledger.violated(what);
      return new IllegalStateException(what);
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
