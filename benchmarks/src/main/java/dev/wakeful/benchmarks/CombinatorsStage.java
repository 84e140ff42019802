package dev.wakeful.benchmarks;

import java.util.concurrent.CompletableFuture;

/// `CompletableFuture`, which has no streams: those are loops over futures.
final class CombinatorsStage implements CombinatorSubject {
  @Override
  public int chain(int start, int depth) {
    CompletableFuture<Integer> future = CompletableFuture.completedFuture(start);
    for (int i = 0; i < depth; i++) {
      future = future.thenApply(CombinatorsBench::increment);
    }
    return future.join();
  }

  @Override
  public int items(int count, int depth) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += chain(i, depth);
    }
    return sum;
  }

  @Override
  public int buffered(int count, int limit) {
    throw new UnsupportedOperationException("CompletableFuture has no window");
  }

  @Override
  public int merged(int count) {
    throw new UnsupportedOperationException("CompletableFuture has no streams");
  }

  @Override
  public InFlight inFlight(int members) {
    return new Callbacks(members);
  }

  private static final class Callbacks implements InFlight {
    private final CompletableFuture<?>[] waiting;
    private long sum;

    Callbacks(int members) {
      waiting = new CompletableFuture<?>[members];
      for (int i = 0; i < members; i++) {
        replace(i);
      }
    }

    private void replace(int index) {
      CompletableFuture<Integer> next = new CompletableFuture<>();
      waiting[index] = next;
      var _ =
          next.thenAccept(value -> {
            sum += value;
            replace(index);
          });
    }

    @Override
    @SuppressWarnings("unchecked") // replace() puts in nothing else
    public long turn(int index, int number) {
      ((CompletableFuture<Integer>) waiting[index]).complete(number);
      return sum;
    }
  }
}
