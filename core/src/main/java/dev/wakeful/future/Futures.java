package dev.wakeful.future;

import dev.wakeful.task.RawPoll;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Futures of several futures, all polled in one task.
///
/// `join` waits for all, `tryJoin` for all or the first failure, `select` for the first of several.
/// What is not needed any more is cancelled; whoever wants to keep a future lends it
/// ([Future#borrow]).
public final class Futures {
  private Futures() {}

  /// Both at once, ready when both are.
  ///
  /// They are polled in turn, each time starting with the next one. If one fails, the whole fails
  /// after all have finished, with the first failure; later ones are suppressed in it.
  /// *Cancel-safe: no, values that are already there are lost.*
  ///
  /// @param first polled in the same task as the others
  /// @param second as the first
  public static <A extends @Nullable Object, B extends @Nullable Object> Future<Pair<A, B>> join(
      Future<A> first, Future<B> second) {
    return new Join<>(false, Futures::pair, first, second);
  }

  /// Three at once, ready when all are; as [#join(Future, Future)].
  ///
  /// *Cancel-safe: no, values that are already there are lost.*
  ///
  /// @param first polled in the same task as the others
  /// @param second as the first
  /// @param third as the first
  public static <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>
      Future<Triple<A, B, C>> join(Future<A> first, Future<B> second, Future<C> third) {
    return new Join<>(false, Futures::triple, first, second, third);
  }

  /// Four at once, ready when all are; as [#join(Future, Future)].
  ///
  /// *Cancel-safe: no, values that are already there are lost.*
  ///
  /// @param first polled in the same task as the others
  /// @param second as the first
  /// @param third as the first
  /// @param fourth as the first
  public static <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object>
      Future<Quadruple<A, B, C, D>> join(
          Future<A> first, Future<B> second, Future<C> third, Future<D> fourth) {
    return new Join<>(false, Futures::quadruple, first, second, third, fourth);
  }

  /// Five at once, ready when all are; as [#join(Future, Future)].
  ///
  /// *Cancel-safe: no, values that are already there are lost.*
  ///
  /// @param first polled in the same task as the others
  /// @param second as the first
  /// @param third as the first
  /// @param fourth as the first
  /// @param fifth as the first
  public static <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object>
      Future<Quintuple<A, B, C, D, E>> join(
          Future<A> first, Future<B> second, Future<C> third, Future<D> fourth, Future<E> fifth) {
    return new Join<>(false, Futures::quintuple, first, second, third, fourth, fifth);
  }

  /// Both at once, ready when both are, or failed as soon as one fails.
  ///
  /// They are polled in turn, each time starting with the next one. The first failure cancels the
  /// others, in order, and is the failure of the whole; what goes wrong in that is suppressed in
  /// it. *Cancel-safe: no, values that are already there are lost.*
  ///
  /// @param first polled in the same task as the others
  /// @param second as the first
  public static <A extends @Nullable Object, B extends @Nullable Object> Future<Pair<A, B>> tryJoin(
      Future<A> first, Future<B> second) {
    return new Join<>(true, Futures::pair, first, second);
  }

  /// Three at once, ready when all are, or failed as soon as one fails; as [#tryJoin(Future,
  /// Future)].
  ///
  /// *Cancel-safe: no, values that are already there are lost.*
  ///
  /// @param first polled in the same task as the others
  /// @param second as the first
  /// @param third as the first
  public static <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>
      Future<Triple<A, B, C>> tryJoin(Future<A> first, Future<B> second, Future<C> third) {
    return new Join<>(true, Futures::triple, first, second, third);
  }

  /// Four at once, ready when all are, or failed as soon as one fails; as [#tryJoin(Future,
  /// Future)].
  ///
  /// *Cancel-safe: no, values that are already there are lost.*
  ///
  /// @param first polled in the same task as the others
  /// @param second as the first
  /// @param third as the first
  /// @param fourth as the first
  public static <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object>
      Future<Quadruple<A, B, C, D>> tryJoin(
          Future<A> first, Future<B> second, Future<C> third, Future<D> fourth) {
    return new Join<>(true, Futures::quadruple, first, second, third, fourth);
  }

  /// Five at once, ready when all are, or failed as soon as one fails; as [#tryJoin(Future,
  /// Future)].
  ///
  /// *Cancel-safe: no, values that are already there are lost.*
  ///
  /// @param first polled in the same task as the others
  /// @param second as the first
  /// @param third as the first
  /// @param fourth as the first
  /// @param fifth as the first
  public static <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object>
      Future<Quintuple<A, B, C, D, E>> tryJoin(
          Future<A> first, Future<B> second, Future<C> third, Future<D> fourth, Future<E> fifth) {
    return new Join<>(true, Futures::quintuple, first, second, third, fourth, fifth);
  }

  /// The first of several futures, each with a handler for its value; see [Select].
  ///
  /// {@snippet class="snippets.SelectSnippets" region="select"}
  ///
  /// *Cancel-safe: as its branches; the losers are cancelled.*
  public static SelectStart select() {
    return SelectStart.HERE;
  }

  /// [#select()] for handlers whose results have this type in common.
  ///
  /// *Cancel-safe: as its branches; the losers are cancelled.*
  ///
  /// @param result the type of the value; for the compiler only
  @SuppressWarnings("UnusedVariable") // it says what R is, which a caller of a chain can't
  public static <R> Select<R> select(Class<R> result) {
    return new Select<>("select");
  }

  /// The one of the two that finishes first, be it with a value or a failure; the other is
  /// cancelled. To keep the other, lend it ([Future#borrow]).
  ///
  /// Which one is polled first is drawn anew for each poll, unless it is [biased][Select#biased].
  /// [Future#race] is the form for two of one type. *Cancel-safe: as the two futures.*
  ///
  /// @param first polled in the same task as the other
  /// @param second as the first
  public static <A extends @Nullable Object, B extends @Nullable Object>
      Select<Either<A, B>> select(Future<A> first, Future<B> second) {
    return new Select<Either<A, B>>("select")
        .on(first, Either.First::new)
        .on(second, Either.Second::new);
  }

  /// The one of several that finishes first, be it with a value or a failure; the others are
  /// cancelled.
  ///
  /// Each poll polls all of them; for thousands of futures use a set that knows who was woken.
  /// *Cancel-safe: as the futures.*
  ///
  /// @param futures at least one, polled in one task
  /// @throws IllegalArgumentException when there is none
  public static <T extends @Nullable Object> Select<Selected<T>> selectAll(
      Collection<? extends Future<? extends T>> futures) {
    Select<Selected<T>> select = new Select<>("selectAll");
    int index = 0;
    for (Future<? extends T> future : someOf("selectAll", futures)) {
      int at = index++;
      select.on(future, value -> new Selected<>(value, at, List.of()));
    }
    return select;
  }

  /// The one of several that finishes first, be it with a value or a failure; the others are lent
  /// and given back with its value, as they are.
  ///
  /// They stay with the caller in any case: when this future fails or is cancelled, none of them
  /// is. *Cancel-safe: yes, nothing is lost.*
  ///
  /// @param futures at least one, polled in one task
  /// @throws IllegalArgumentException when there is none
  public static <T extends @Nullable Object> Select<Selected<T>> selectAllBorrowed(
      Collection<? extends Future<? extends T>> futures) {
    Select<Selected<T>> select = new Select<>("selectAllBorrowed");
    List<Future<? extends T>> all = someOf("selectAllBorrowed", futures);
    for (int i = 0; i < all.size(); i++) {
      int at = i;
      select.on(all.get(i).borrow(), value -> new Selected<>(value, at, without(at, all)));
    }
    return select;
  }

  /// The value of the first of several that ends well; the others are cancelled.
  ///
  /// They are polled in turn, each time starting with the next one. If all fail, so does this one,
  /// with the last failure; the earlier ones are suppressed in it. *Cancel-safe: as the futures.*
  ///
  /// @param futures at least one, polled in one task
  /// @throws IllegalArgumentException when there is none
  public static <T extends @Nullable Object> Future<T> selectOk(
      Collection<? extends Future<? extends T>> futures) {
    return new SelectOk<T>(Futures.<T>someOf("selectOk", futures));
  }

  /// Pending once, and ready at the next poll, whatever caused it.
  ///
  /// It wakes nobody: for code that has arranged a wake-up of its task by other means.
  /// *Cancel-safe: yes, nothing is lost.*
  public static Future<Void> pendingOnce() {
    return new PendingOnce();
  }

  /// A future without a cooperation budget: what it waits for may answer Ready as often as it can.
  ///
  /// For one that must not be held up by what its neighbours in the task have used. The price is
  /// the one that the budget saves others from: while it always finds something to do, no other
  /// task has this thread. After `tokio::task::unconstrained`. *Cancel-safe: as the future.*
  ///
  /// @param future what to poll
  public static <T extends @Nullable Object> Future<T> unconstrained(Future<T> future) {
    return new Unconstrained<>(future);
  }

  /// A future that takes part in the cooperation of its task: it is not polled when the budget is
  /// used up, and takes one unit when it is ready.
  ///
  /// For leaf futures that know nothing of it; one of your own does better to ask
  /// [Context#proceed][dev.wakeful.task.Context#proceed] itself. After
  /// `tokio::task::coop::cooperative`. *Cancel-safe: as the future.*
  ///
  /// @param leaf what to poll
  public static <T extends @Nullable Object> Future<T> cooperative(Future<T> leaf) {
    return new Cooperative<>(leaf);
  }

  private static <T extends @Nullable Object> List<Future<? extends T>> someOf(
      String method, Collection<? extends Future<? extends T>> futures) {
    List<Future<? extends T>> copy = List.copyOf(futures);
    if (copy.isEmpty()) {
      throw new IllegalArgumentException(
          method + " needs at least one future: of none there is no first");
    }
    return copy;
  }

  private static <T extends @Nullable Object> List<Future<? extends T>> without(
      int index, List<Future<? extends T>> futures) {
    List<Future<? extends T>> others = new ArrayList<>(futures);
    others.remove(index);
    return List.copyOf(others);
  }

  private static <A extends @Nullable Object, B extends @Nullable Object> Pair<A, B> pair(
      @Nullable Object[] values) {
    return new Pair<>(RawPoll.value(values[0]), RawPoll.value(values[1]));
  }

  private static <
          A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>
      Triple<A, B, C> triple(@Nullable Object[] values) {
    return new Triple<>(
        RawPoll.value(values[0]), RawPoll.value(values[1]), RawPoll.value(values[2]));
  }

  private static <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object>
      Quadruple<A, B, C, D> quadruple(@Nullable Object[] values) {
    return new Quadruple<>(
        RawPoll.value(values[0]),
        RawPoll.value(values[1]),
        RawPoll.value(values[2]),
        RawPoll.value(values[3]));
  }

  private static <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object>
      Quintuple<A, B, C, D, E> quintuple(@Nullable Object[] values) {
    return new Quintuple<>(
        RawPoll.value(values[0]),
        RawPoll.value(values[1]),
        RawPoll.value(values[2]),
        RawPoll.value(values[3]),
        RawPoll.value(values[4]));
  }

  // ---- however many ----

  /// The values of all, in the order given, when all are there.
  ///
  /// However many they are, only those that were woken are polled. If one fails, the whole fails
  /// after all have finished, with the first failure; later ones are suppressed in it. Of no
  /// futures the list is empty, at once. *Cancel-safe: no, values that are already there are lost.*
  ///
  /// @param futures taken out now, polled in one task
  public static <T extends @Nullable Object> Future<List<T>> joinAll(
      Iterable<? extends Future<? extends T>> futures) {
    return new JoinAll<>(JoinAll.Mode.joinAll, futures);
  }

  /// The values of all, in the order given, when all are there; or failed as soon as one fails.
  ///
  /// However many they are, only those that were woken are polled. The first failure cancels the
  /// others, in order, and is the failure of the whole; what goes wrong in that is suppressed in
  /// it. *Cancel-safe: no, values that are already there are lost.*
  ///
  /// @param futures as for [#joinAll]
  public static <T extends @Nullable Object> Future<List<T>> tryJoinAll(
      Iterable<? extends Future<? extends T>> futures) {
    return new JoinAll<>(JoinAll.Mode.tryJoinAll, futures);
  }

  /// How each of them ended, in the order given, when all have. It does not fail.
  ///
  /// However many they are, only those that were woken are polled. An `Error` is no outcome: it
  /// passes through and cancels the others. *Cancel-safe: no, outcomes that are already there are
  /// lost.*
  ///
  /// @param futures as for [#joinAll]
  public static <T extends @Nullable Object> Future<List<Outcome<T>>> settleAll(
      Iterable<? extends Future<? extends T>> futures) {
    return new JoinAll<>(JoinAll.Mode.settleAll, futures);
  }
}
