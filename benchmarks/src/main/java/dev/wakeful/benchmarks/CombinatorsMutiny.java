package dev.wakeful.benchmarks;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;

/// SmallRye Mutiny.
final class CombinatorsMutiny implements CombinatorSubject {
  @Override
  public int chain(int start, int depth) {
    Uni<Integer> uni = Uni.createFrom().item(start);
    for (int i = 0; i < depth; i++) {
      uni = uni.map(CombinatorsBench::increment);
    }
    return uni.await().indefinitely();
  }

  @Override
  public int items(int count, int depth) {
    Multi<Integer> multi = Multi.createFrom().range(0, count);
    for (int i = 0; i < depth; i++) {
      multi = multi.map(CombinatorsBench::increment);
    }
    return sum(multi);
  }

  private static int sum(Multi<Integer> multi) {
    return multi
        .collect()
        .in(() -> new int[1], (sum, value) -> sum[0] += value)
        .await()
        .indefinitely()[0];
  }

  @Override
  public int buffered(int count, int limit) {
    // it has no window in order: this one gives results as they come
    return sum(
        Multi.createFrom()
            .range(0, count)
            .onItem()
            .transformToUni(i -> Uni.createFrom().item(i))
            .merge(limit));
  }

  @Override
  public int merged(int count) {
    int half = count / 2;
    Flow.Publisher<Integer> other = Multi.createFrom().range(half, count);
    return sum(Multi.createBy().merging().streams(Multi.createFrom().range(0, half), other));
  }

  @Override
  public InFlight inFlight(int members) {
    return new Waiting(members);
  }

  private static final class Waiting implements InFlight {
    private final List<UniEmitter<? super Integer>> waiting = new ArrayList<>();
    private int turned;
    private long sum;

    Waiting(int members) {
      var _ =
          Multi.createFrom()
              .range(0, Integer.MAX_VALUE)
              .onItem()
              .transformToUni(i ->
                  Uni.createFrom()
                      .<Integer>emitter(one -> {
                        if (waiting.size() < members) {
                          waiting.add(one);
                        } else {
                          waiting.set(turned, one);
                        }
                      }))
              .merge(members)
              .subscribe()
              .with(value -> sum += value);
    }

    @Override
    public long turn(int index, int number) {
      turned = index;
      waiting.get(index).complete(number);
      return sum;
    }
  }
}
