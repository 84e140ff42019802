package dev.wakeful.future;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import dev.wakeful.task.WakeSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Future for [Futures#joinAll], [Futures#tryJoinAll] and [Futures#settleAll].
///
/// @param <R> the type of what the list holds
final class JoinAll<R extends @Nullable Object> extends RawFuture<List<R>> implements Traced {
  /// What a failure does; named as users write it.
  enum Mode {
    joinAll,
    tryJoinAll,
    settleAll
  }

  private final Mode mode;
  private final WakeSet<Member> members = new WakeSet<>();

  /// Null when over.
  private @Nullable Object @Nullable [] results;

  private @Nullable Exception failure;

  JoinAll(Mode mode, Iterable<? extends Future<?>> futures) {
    this.mode = mode;
    int count = 0;
    for (Future<?> future : futures) {
      Objects.requireNonNull(future, () -> "a future given to `" + mode + "` is null");
      members.addLast(new Member(count++, future));
    }
    this.results = new Object[count];
  }

  @Override
  public @Nullable Object pollRaw(Context cx) throws Exception {
    @Nullable Object[] into = results;
    if (into == null) {
      throw Finished.polledAgain(mode.name());
    }
    try {
      members.begin();
      for (Member member = members.next(cx); member != null; member = members.next(cx)) {
        advance(member, cx, into);
      }
    } catch (Throwable thrown) {
      try {
        cancel();
      } catch (RuntimeException | Error later) {
        Failures.first(thrown, later);
      }
      throw thrown;
    }
    if (!members.isEmpty()) {
      return RawPoll.PENDING;
    }
    results = null;
    Exception first = failure;
    failure = null;
    if (first != null) {
      throw first;
    }
    return Collections.unmodifiableList(Arrays.asList(into));
  }

  private void advance(Member member, Context cx, @Nullable Object[] into) throws Exception {
    boolean pending = false;
    try {
      Object raw = member.future.pollRaw(members.contextOf(member, cx));
      pending = raw == RawPoll.PENDING;
      if (!pending) {
        into[member.index] =
            mode == Mode.settleAll ? new Outcome.Success<>(RawPoll.value(raw)) : raw;
      }
    } catch (Exception e) {
      switch (mode) {
        case joinAll -> failure = Failures.first(failure, e);
        case tryJoinAll -> throw e;
        case settleAll -> into[member.index] = new Outcome.Failure<>(e);
      }
    } finally {
      if (!pending) {
        members.charge(cx);
        members.remove(member);
      }
    }
  }

  @Override
  public void cancel() {
    results = null;
    failure = null;
    members.cancelAll();
  }

  @Override
  public Poll<Void> pollCancel(Context cx) {
    results = null;
    failure = null;
    return members.pollCancelAll(cx);
  }

  @Override
  public List<Future<?>> awaited() {
    List<Future<?>> futures = new ArrayList<>();
    for (Member at = members.first(); at != null; at = members.after(at)) {
      futures.add(at.future);
    }
    return futures;
  }

  @Override
  public String toString() {
    return mode.name();
  }

  /// One of the futures, and where its value goes.
  private static final class Member extends WakeSet.Member {
    private final int index;
    private final Future<?> future;

    Member(int index, Future<?> future) {
      this.index = index;
      this.future = future;
    }

    @Override
    protected void cancel() {
      future.cancel();
    }

    @Override
    protected Poll<Void> pollCancel(Context cx) {
      return future.pollCancel(cx);
    }
  }
}
