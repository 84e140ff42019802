package dev.wakeful.future;

import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The first of several futures of different types, handed to its own handler; the others are
/// cancelled.
///
/// {@snippet class="snippets.SelectSnippets" region="select"}
///
/// Made by [Futures#select()]. It is a future, and its branches are given before its first poll.
///
/// **What happens in a poll.** The guards ([#when(BooleanSupplier)]) are asked. Then the branches
/// are polled, those that are switched off and [fused][FusedFuture] futures that have terminated
/// excepted; which one goes first is drawn from the runtime's [Chance], so that a branch that is
/// always ready does not starve the others ([#biased] goes from top to bottom). The first that is
/// ready wins: the others are cancelled, in order, and then its handler runs. If none is ready, the
/// select is Pending, or gives what [#orDefault] says; if there is nothing left to wait for, what
/// [#complete] says.
///
/// **Failures.** A branch that fails wins, and its failure is that of the select; so is what a
/// handler throws.
///
/// **In a loop** a select is made anew for each turn, and a loser is cancelled in each. What is to
/// go on over several turns is made once before the loop, fused, and lent to each select
/// ([Future#borrow]); a stream stays what it is, because its [next][dev.wakeful.stream.Stream#next]
/// borrows it and takes an item only when it wins. The documentation of `await` shows such a loop.
///
/// *Cancel-safe: as its branches; a future that was lent loses nothing.* The words are those of
/// Rust's `select!`.
///
/// @param <R> the type of the handlers' results
public final class Select<R extends @Nullable Object> extends Several<R> {
  private final String name;
  private final List<Branch<R>> branches = new ArrayList<>(4);
  private boolean biased;
  private @Nullable Callable<? extends R> whenComplete;
  private @Nullable Callable<? extends R> whenNoneReady;
  private boolean started;
  private @Nullable Branch<R> winner;
  private @Nullable Object won;

  Select(String name) {
    super(4);
    this.name = name;
  }

  /// One branch more.
  ///
  /// @param future polled, and cancelled if it loses; lend it ([Future#borrow]) to keep it. If it
  ///   is a [FusedFuture] that has terminated, the branch is skipped
  /// @param handler run on its value if it wins
  public <T extends @Nullable Object> Select<R> on(
      Future<T> future, ThrowingFunction<? super T, ? extends R> handler) {
    Objects.requireNonNull(handler);
    return add(future, raw -> handler.apply(RawPoll.value(raw)), false);
  }

  /// One branch more, which wins only if there is a value: an empty answer closes the branch, and
  /// the others are waited for.
  ///
  /// For `stream.next()`, which is empty at the end of the stream.
  ///
  /// @param future as in [#on]
  /// @param handler run on its value if there is one and it wins
  public <T> Select<R> onSome(
      Future<Optional<T>> future, ThrowingFunction<? super T, ? extends R> handler) {
    Objects.requireNonNull(handler);
    return add(future, raw -> handler.apply(RawPoll.<Optional<T>>value(raw).orElseThrow()), true);
  }

  /// Switches the branch given last on and off: while the guard says no, it is not polled.
  ///
  /// The guard is asked at the start of each poll, before any branch is polled. Its change wakes
  /// nobody.
  ///
  /// @param guard says whether to poll the branch
  public Select<R> when(BooleanSupplier guard) {
    change();
    if (branches.isEmpty()) {
      throw new IllegalStateException("`when` guards the branch before it, and there is none");
    }
    branches.getLast().guard = Objects.requireNonNull(guard);
    return this;
  }

  /// Switches the branch given last on or off for good: [#when(BooleanSupplier)] decided now, for
  /// selects that are made anew in each turn of a loop.
  ///
  /// @param on whether to poll the branch
  public Select<R> when(boolean on) {
    return when(() -> on);
  }

  /// Polls the branches from top to bottom, so that the upper one wins when several are ready. A
  /// lower one may starve.
  public Select<R> biased() {
    change();
    biased = true;
    return this;
  }

  /// What the select gives when there is nothing to wait for: each branch has terminated, was empty
  /// or is switched off. Without it that is an `IllegalStateException`.
  ///
  /// @param result run at most once
  public Select<R> complete(Callable<? extends R> result) {
    change();
    whenComplete = Objects.requireNonNull(result);
    return this;
  }

  /// What the select gives when no branch is ready at its first poll: it never waits. The branches
  /// are cancelled, as losers are.
  ///
  /// It does not let other tasks run either: a loop of such selects must wait for something else.
  ///
  /// @param result run at most once
  public Select<R> orDefault(Callable<? extends R> result) {
    change();
    whenNoneReady = Objects.requireNonNull(result);
    return this;
  }

  private Select<R> add(
      Future<?> future, ThrowingFunction<@Nullable Object, R> handler, boolean someOnly) {
    change();
    add(future);
    branches.add(new Branch<>(handler, someOnly));
    return this;
  }

  private void change() {
    if (started) {
      throw new IllegalStateException(
          "the branches of a `" + name + "` must be given before its first poll");
    }
  }

  @Override
  String name() {
    return name;
  }

  /// Without budget no branch that plays along can be ready; one that does not must not win always.
  @Override
  boolean mayPoll(Context cx) {
    return whenNoneReady != null || cx.proceed();
  }

  @Override
  int begin(int last, Context cx) {
    started = true;
    for (Branch<R> branch : branches) {
      branch.on = branch.guard == null || branch.guard.getAsBoolean();
    }
    if (biased) {
      return 0;
    }
    Chance chance = count() > 1 ? cx.find(Chance.SLOT) : null;
    return chance != null ? chance.below(count()) : super.begin(last, cx);
  }

  private boolean isOpen(int at) {
    Future<?> child = child(at);
    return child != null
        && branches.get(at).on
        && !(child instanceof FusedFuture<?> fused && fused.isTerminated());
  }

  @Override
  boolean advance(int at, Context cx) throws Exception {
    if (!isOpen(at)) {
      return false;
    }
    Object raw = pollChild(at, cx);
    Branch<R> branch = branches.get(at);
    if (raw == RawPoll.PENDING
        || (branch.someOnly && raw instanceof Optional<?> some && some.isEmpty())) {
      return false;
    }
    winner = branch;
    won = raw;
    return true;
  }

  @Override
  @Nullable Object answer() throws Exception {
    Branch<R> best = winner;
    if (best != null) {
      Object value = RawPoll.value(won);
      cancel();
      return best.handler.apply(value);
    }
    if (!anyOpen()) {
      cancel();
      if (whenComplete == null) {
        throw new IllegalStateException(
            "each branch of this `"
                + name
                + "` has finished, was empty or is switched off, so it would"
                + " wait for ever; say what it gives then with `complete`");
      }
      return whenComplete.call();
    }
    if (whenNoneReady != null) {
      cancel();
      return whenNoneReady.call();
    }
    return RawPoll.PENDING;
  }

  private boolean anyOpen() {
    for (int i = 0; i < count(); i++) {
      if (isOpen(i)) {
        return true;
      }
    }
    return false;
  }

  @Override
  void forget() {
    started = true;
    winner = null;
    won = null;
  }

  /// What belongs to a child.
  private static final class Branch<R extends @Nullable Object> {
    final ThrowingFunction<@Nullable Object, R> handler;
    final boolean someOnly;
    @Nullable BooleanSupplier guard;
    boolean on;

    Branch(ThrowingFunction<@Nullable Object, R> handler, boolean someOnly) {
      this.handler = handler;
      this.someOnly = someOnly;
    }
  }
}
