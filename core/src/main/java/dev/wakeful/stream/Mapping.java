package dev.wakeful.stream;

import dev.wakeful.future.ThrowingFunction;
import org.jspecify.annotations.Nullable;

/// Whoever takes items, maps them and gives them on: one object for up to four `map`s in a row.
///
/// An object for each would do, but more slowly: the JVM's compiler follows a method that calls
/// itself once and no further, and where it stops following, an `int` needs a box. They are records
/// because it trusts the fields of one.
///
/// @param <A> the type of the items
sealed interface Mapping<A extends @Nullable Object> extends RawStream.Taker<A> {

  /// The same with one more `map` before it.
  ///
  /// @param first what to do with an item before the others
  <Z extends @Nullable Object> Mapping<Z> after(ThrowingFunction<? super Z, ? extends A> first);

  /// A taker that maps items.
  ///
  /// @param fn what to do with an item
  /// @param next who takes what comes of it, and may map it, too
  static <A extends @Nullable Object, B extends @Nullable Object> Mapping<A> before(
      ThrowingFunction<? super A, ? extends B> fn, RawStream.Taker<? super B> next) {
    return next instanceof Mapping<? super B> mapping ? mapping.after(fn) : new One<>(fn, next);
  }

  /// One `map`.
  record One<A extends @Nullable Object, B extends @Nullable Object>(
      ThrowingFunction<? super A, ? extends B> f, RawStream.Taker<? super B> end)
      implements Mapping<A> {
    @Override
    public void take(A item) throws Exception {
      end.take(f.apply(item));
    }

    @Override
    public <Z extends @Nullable Object> Mapping<Z> after(
        ThrowingFunction<? super Z, ? extends A> first) {
      return new Two<>(first, f, end);
    }
  }

  /// Two in a row.
  record Two<A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>(
      ThrowingFunction<? super A, ? extends B> f,
      ThrowingFunction<? super B, ? extends C> g,
      RawStream.Taker<? super C> end)
      implements Mapping<A> {
    @Override
    public void take(A item) throws Exception {
      end.take(g.apply(f.apply(item)));
    }

    @Override
    public <Z extends @Nullable Object> Mapping<Z> after(
        ThrowingFunction<? super Z, ? extends A> first) {
      return new Three<>(first, f, g, end);
    }
  }

  /// Three in a row.
  record Three<
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object>(
      ThrowingFunction<? super A, ? extends B> f,
      ThrowingFunction<? super B, ? extends C> g,
      ThrowingFunction<? super C, ? extends D> h,
      RawStream.Taker<? super D> end)
      implements Mapping<A> {
    @Override
    public void take(A item) throws Exception {
      end.take(h.apply(g.apply(f.apply(item))));
    }

    @Override
    public <Z extends @Nullable Object> Mapping<Z> after(
        ThrowingFunction<? super Z, ? extends A> first) {
      return new Four<>(first, f, g, h, end);
    }
  }

  /// Four in a row; what is before them has an object of its own.
  record Four<
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object>(
      ThrowingFunction<? super A, ? extends B> f,
      ThrowingFunction<? super B, ? extends C> g,
      ThrowingFunction<? super C, ? extends D> h,
      ThrowingFunction<? super D, ? extends E> i,
      RawStream.Taker<? super E> end)
      implements Mapping<A> {
    @Override
    public void take(A item) throws Exception {
      end.take(i.apply(h.apply(g.apply(f.apply(item)))));
    }

    @Override
    public <Z extends @Nullable Object> Mapping<Z> after(
        ThrowingFunction<? super Z, ? extends A> first) {
      return new One<>(first, this);
    }
  }
}
