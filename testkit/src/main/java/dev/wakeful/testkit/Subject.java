package dev.wakeful.testkit;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import org.jspecify.annotations.Nullable;

/// What a [ContractCheck] polls: a future, a stream, or a sink being filled.
interface Subject {

  /// How a poll ended.
  enum Kind {
    PENDING,
    VALUE,
    END,
    FAILURE,
    NULL
  }

  /// The answer of a poll, with the value or the failure.
  record Answer(Kind kind, @Nullable Object value) {
    static final Answer PENDING = new Answer(Kind.PENDING, null);
    static final Answer NULL = new Answer(Kind.NULL, null);

    boolean isPending() {
      return kind == Kind.PENDING;
    }

    boolean isFailure() {
      return kind == Kind.FAILURE;
    }
  }

  /// One poll; what it throws is an answer too.
  ///
  /// @param raw whether to use the form without boxes
  Answer poll(Context cx, boolean raw);

  /// Whether nothing may come after this answer.
  boolean isLast(Answer answer);

  void cancel();

  Poll<Void> pollCancel(Context cx);

  /// Whether it has released everything when an `Error` came out.
  boolean isOverAfterError();

  /// Whether it can be cancelled gracefully at all.
  boolean isGraceful();

  /// Looks at a subject that is over, and polls it once more.
  ///
  /// @param name what it must call itself
  /// @param complain where to say what is wrong
  void checkAfterEnd(Context cx, String name, Complaint complain);

  /// Looks at a subject that was just made and never polled.
  void checkFresh(Complaint complain);

  /// Takes what is wrong.
  @FunctionalInterface
  interface Complaint {
    void add(ContractRule rule, String what);
  }
}
