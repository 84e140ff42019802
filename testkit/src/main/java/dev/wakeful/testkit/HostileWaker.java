package dev.wakeful.testkit;

import dev.wakeful.task.Waker;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A waker that misbehaves: it throws, it calls back into what wakes it, it lies about whom it
/// wakes.
///
/// Whatever wakes wakers must survive it: nobody else's wake-up may be lost, no lock held, no state
/// left half changed.
///
/// {@snippet class="snippets.HostileWakerSnippets" region="hostile"}
///
/// It is set up before use; then any thread may wake it.
public final class HostileWaker implements Waker {
  private final AtomicInteger wakes = new AtomicInteger();
  private @Nullable Runnable onWake;
  private @Nullable RuntimeException failure;
  private @Nullable Error error;
  private @Nullable Boolean answer;

  /// A waker that only counts, until it is told to do worse.
  public HostileWaker() {}

  /// Throws this in each wake, after whatever else it does.
  ///
  /// @param thrown what to throw
  /// @return this waker
  public HostileWaker thatThrows(RuntimeException thrown) {
    failure = Objects.requireNonNull(thrown);
    return this;
  }

  /// Throws this in each wake, after whatever else it does.
  ///
  /// @param thrown what to throw
  /// @return this waker
  public HostileWaker thatThrows(Error thrown) {
    error = Objects.requireNonNull(thrown);
    return this;
  }

  /// Runs this in each wake: something that uses the very object that wakes, for example.
  ///
  /// @param body what to run
  /// @return this waker
  public HostileWaker thatRuns(Runnable body) {
    onWake = Objects.requireNonNull(body);
    return this;
  }

  /// Gives this answer to every [#willWake]: a false "yes" breaks the contract, a false "no" is
  /// allowed.
  ///
  /// @param willWake what to answer
  /// @return this waker
  public HostileWaker thatAnswers(boolean willWake) {
    answer = willWake;
    return this;
  }

  /// How often it has been woken.
  public int wakes() {
    return wakes.get();
  }

  @Override
  public void wake() {
    wakes.incrementAndGet();
    if (onWake != null) {
      onWake.run();
    }
    if (failure != null) {
      throw failure;
    }
    if (error != null) {
      throw error;
    }
  }

  @Override
  public boolean willWake(Waker other) {
    return answer != null ? answer : this == other;
  }
}
