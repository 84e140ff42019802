package dev.wakeful.benchmarks;

import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.subjects.SingleSubject;
import java.util.ArrayList;
import java.util.List;

/// RxJava 3.
final class CombinatorsRx implements CombinatorSubject {
  @Override
  public int chain(int start, int depth) {
    Single<Integer> single = Single.just(start);
    for (int i = 0; i < depth; i++) {
      single = single.map(CombinatorsBench::increment);
    }
    return single.blockingGet();
  }

  @Override
  public int items(int count, int depth) {
    Flowable<Integer> flowable = Flowable.range(0, count);
    for (int i = 0; i < depth; i++) {
      flowable = flowable.map(CombinatorsBench::increment);
    }
    return sum(flowable);
  }

  private static int sum(Flowable<Integer> flowable) {
    return flowable.collect(() -> new int[1], (sum, value) -> sum[0] += value).blockingGet()[0];
  }

  @Override
  public int buffered(int count, int limit) {
    return sum(
        Flowable.range(0, count).concatMapEager(i -> Single.just(i).hide().toFlowable(), limit, 1));
  }

  @Override
  public int merged(int count) {
    int half = count / 2;
    return sum(Flowable.range(0, half).mergeWith(Flowable.range(half, half)));
  }

  @Override
  public InFlight inFlight(int members) {
    return new Waiting(members);
  }

  private static final class Waiting implements InFlight {
    private final List<SingleSubject<Integer>> waiting = new ArrayList<>();
    private int turned;
    private long sum;

    Waiting(int members) {
      var _ =
          Flowable.range(0, Integer.MAX_VALUE)
              .flatMapSingle(
                  i -> {
                    SingleSubject<Integer> one = SingleSubject.create();
                    if (waiting.size() < members) {
                      waiting.add(one);
                    } else {
                      waiting.set(turned, one);
                    }
                    return one;
                  },
                  false,
                  members)
              .subscribe(value -> sum += value);
    }

    @Override
    public long turn(int index, int number) {
      turned = index;
      waiting.get(index).onSuccess(number);
      return sum;
    }
  }
}
