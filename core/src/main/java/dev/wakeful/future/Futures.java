package dev.wakeful.future;

import dev.wakeful.task.RawPoll;
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
