package dev.wakeful.future;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A combinator of several children, each of which it holds until it finishes and not a moment
/// longer; what is left when the combinator ends is cancelled, in order.
///
/// The children are polled in turn, unless a combinator says otherwise at each poll starting with
/// the next one, so that none uses up the cooperation budget for ever.
///
/// @param <T> the type of the combinator's value
abstract class Several<T extends @Nullable Object> extends RawFuture<T> implements Traced {
  /// Null where the child has finished.
  private @Nullable Future<?>[] children;

  private int count;
  private int first = -1;
  private boolean over;

  Several(int expected) {
    this.children = new Future<?>[expected];
  }

  /// One child more; before the first poll only.
  final void add(Future<?> child) {
    Objects.requireNonNull(child);
    if (count == children.length) {
      children = Arrays.copyOf(children, count * 2 + 2);
    }
    children[count++] = child;
  }

  /// How many children it has been given.
  final int count() {
    return count;
  }

  /// The child, unless it has finished.
  final @Nullable Future<?> child(int at) {
    return children[at];
  }

  /// The name of the combinator, as users write it.
  abstract String name();

  /// Whether the children are to be polled now; when not, a wake-up must be arranged.
  boolean mayPoll(Context cx) {
    return true;
  }

  /// Whose turn it is to be polled first; asked at the start of each poll.
  ///
  /// @param last who was first in the last poll, -1 in the first one
  int begin(int last, Context cx) {
    return last + 1 < count ? last + 1 : 0;
  }

  /// Polls this child, which has not finished.
  ///
  /// @return whether the others need not be polled
  abstract boolean advance(int at, Context cx) throws Exception;

  /// The raw value of the combinator, or PENDING; asked for after the children have been polled.
  abstract @Nullable Object answer() throws Exception;

  /// Lets go of all values.
  void forget() {}

  /// One poll of a child; what it throws is its end.
  final @Nullable Object pollChild(int at, Context cx) throws Exception {
    Future<?> child = Objects.requireNonNull(children[at]);
    children[at] = null;
    Object raw = child.pollRaw(cx);
    if (raw == RawPoll.PENDING) {
      children[at] = child;
    }
    return raw;
  }

  @Override
  public final @Nullable Object pollRaw(Context cx) throws Exception {
    if (over) {
      throw Finished.polledAgain(name());
    }
    if (!mayPoll(cx)) {
      return RawPoll.PENDING;
    }
    Object answer;
    try {
      pollInTurn(cx);
      answer = answer();
    } catch (Throwable failure) {
      try {
        cancel();
      } catch (RuntimeException | Error later) {
        Failures.first(failure, later);
      }
      throw failure;
    }
    if (answer != RawPoll.PENDING) {
      cancel();
    }
    return answer;
  }

  private void pollInTurn(Context cx) throws Exception {
    first = begin(first, cx);
    for (int i = 0; i < count; i++) {
      int at = inTurn(i);
      if (children[at] != null && advance(at, cx)) {
        return;
      }
    }
  }

  private int inTurn(int i) {
    int at = first + i;
    return at < count ? at : at - count;
  }

  /// Releases everything, even if a child breaks the rules and throws.
  @Override
  public final void cancel() {
    over = true;
    forget();
    Throwable failure = null;
    for (int i = 0; i < count; i++) {
      Future<?> child = children[i];
      children[i] = null;
      if (child != null) {
        try {
          child.cancel();
        } catch (RuntimeException | Error e) {
          failure = Failures.first(failure, e);
        }
      }
    }
    switch (failure) {
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case null, default -> {}
    }
  }

  @Override
  public final Poll<Void> pollCancel(Context cx) {
    over = true;
    forget();
    boolean ending = false;
    for (int i = 0; i < count; i++) {
      if (Children.isEnding(children[i], cx)) {
        ending = true;
      } else {
        children[i] = null;
      }
    }
    return ending ? Poll.pending() : Poll.done();
  }

  @Override
  public final List<Future<?>> awaited() {
    List<Future<?>> waiting = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Future<?> child = children[(first + i + 1) % count];
      if (child != null) {
        waiting.add(child);
      }
    }
    return waiting;
  }

  @Override
  public final String toString() {
    return name();
  }
}
