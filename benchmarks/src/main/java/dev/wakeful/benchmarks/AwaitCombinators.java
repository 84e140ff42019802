package dev.wakeful.benchmarks;

import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;

/// The bodies in the combinators of [Future], without a state machine of one's own where there is a
/// way.
final class AwaitCombinators implements AwaitBodies {
  @Override
  public Future<Integer> loop(Future<Integer> leaf, int times) {
    return step(leaf, times, 0);
  }

  private static Future<Integer> step(Future<Integer> leaf, int left, int sum) {
    return left == 0 ? Future.ready(sum) : leaf.andThen(value -> step(leaf, left - 1, sum + value));
  }

  @Override
  public Future<Integer> nested(Future<Integer> leaf) {
    return leaf.map(value -> value + 1)
        .map(value -> value + 1)
        .map(value -> value + 1)
        .map(value -> value + 1)
        .map(value -> value + 1)
        .map(value -> value + 1)
        .map(value -> value + 1)
        .map(value -> value + 1)
        .map(value -> value + 1);
  }

  @Override
  public Future<Integer> recursive(Future<Integer> leaf, int depth) {
    Future<Integer> next = depth == 1 ? leaf : recursive(leaf, depth - 1);
    return next.map(value -> value + 1);
  }

  @Override
  public Future<Integer> call(
      Future<Integer> leaf, int number, long large, double broken, String text, int[] array) {
    return leaf.map(
        value -> value + number + (int) large + (int) broken + text.length() + array.length);
  }

  @Override
  public Future<Integer> guarded(Future<Integer> leaf, int[] ended) {
    return new Guarded(leaf, ended);
  }

  @Override
  public Future<Integer> threeLocals(Future<Integer> leaf, int seed) {
    int number = seed & 7;
    long large = seed & 15L;
    String text = AwaitBench.text(seed);
    return leaf.map(value -> value + number + (int) large + text.length());
  }

  /// No combinator runs something when it is cancelled, so this one is written out.
  private static final class Guarded implements Future<Integer> {
    private final Future<Integer> leaf;
    private final int[] ended;
    private boolean begun;

    Guarded(Future<Integer> leaf, int[] ended) {
      this.leaf = leaf;
      this.ended = ended;
    }

    @Override
    public Poll<Integer> poll(Context cx) throws Exception {
      begun = true;
      boolean pending = false;
      try {
        Poll<Integer> answer = leaf.poll(cx);
        pending = answer.isPending();
        return answer;
      } finally {
        if (!pending) {
          end();
        }
      }
    }

    @Override
    public void cancel() {
      if (begun) {
        leaf.cancel();
        end();
      }
    }

    private void end() {
      begun = false;
      ended[0]++;
    }
  }
}
