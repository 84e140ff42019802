package dev.wakeful.benchmarks;

import dev.wakeful.future.Future;
import dev.wakeful.stream.FuturesUnordered;
import dev.wakeful.stream.RawNext;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import dev.wakeful.task.Waker;
import java.util.stream.Collector;
import org.jspecify.annotations.Nullable;

/// Wakeful, polled as an executor polls: once, and again when woken.
final class CombinatorsWakeful implements CombinatorSubject {
  private static final Collector<Integer, int[], Integer> SUM =
      Collector.of(
          () -> new int[1],
          (sum, value) -> sum[0] += value,
          (one, other) -> new int[] {one[0] + other[0]},
          sum -> sum[0]);

  private final Context cx = Context.of(Waker.noop());

  private int value(Future<Integer> future) {
    try {
      return RawPoll.<Integer>value(future.pollRaw(cx));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public int chain(int start, int depth) {
    Future<Integer> future = Future.ready(start);
    for (int i = 0; i < depth; i++) {
      future = future.map(CombinatorsBench::increment);
    }
    return value(future);
  }

  @Override
  public int items(int count, int depth) {
    Stream<Integer> stream = Stream.range(0, count);
    for (int i = 0; i < depth; i++) {
      stream = stream.map(CombinatorsBench::increment);
    }
    return sum(stream);
  }

  private int sum(Stream<Integer> stream) {
    return value(stream.collect(SUM));
  }

  @Override
  public int buffered(int count, int limit) {
    return sum(Stream.range(0, count).buffered(limit, i -> Future.ready(i)));
  }

  @Override
  public int merged(int count) {
    int half = count / 2;
    return sum(Stream.range(0, half).merge(Stream.range(half, count)));
  }

  @Override
  public InFlight inFlight(int members) {
    return new Waiting(members);
  }

  private static final class Waiting implements InFlight {
    private final FuturesUnordered<Integer> set = new FuturesUnordered<>();
    private final Context cx = Context.of(Waker.noop());
    private final Handed[] waiting;
    private long sum;

    Waiting(int members) {
      waiting = new Handed[members];
      for (int i = 0; i < members; i++) {
        put(i);
      }
      while (poll() == RawNext.PENDING && !waiting[members - 1].isPolled()) {}
    }

    private void put(int index) {
      Handed next = new Handed();
      waiting[index] = next;
      set.push(next);
    }

    private @Nullable Object poll() {
      try {
        return set.pollNextRaw(cx);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public long turn(int index, int number) {
      waiting[index].hand(number);
      sum += RawPoll.<Integer>value(poll());
      put(index);
      if (poll() != RawNext.PENDING) {
        throw new IllegalStateException("ready too early");
      }
      return sum;
    }
  }

  /// A future that is handed its value, on this thread: the cheapest that can be woken.
  private static final class Handed implements Future<Integer> {
    private @Nullable Waker waker;
    private @Nullable Integer value;

    void hand(int given) {
      value = given;
      Waker woken = waker;
      if (woken != null) {
        woken.wake();
      }
    }

    boolean isPolled() {
      return waker != null;
    }

    @Override
    public Poll<Integer> poll(Context cx) {
      return RawPoll.box(pollRaw(cx));
    }

    @Override
    public Object pollRaw(Context cx) {
      Integer given = value;
      if (given != null) {
        return given;
      }
      waker = cx.waker();
      return RawPoll.PENDING;
    }
  }
}
