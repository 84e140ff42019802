package dev.wakeful.benchmarks;

import java.util.ArrayDeque;

/// Loops and arrays: what the work costs when nothing is abstracted.
final class CombinatorsByHand implements CombinatorSubject {
  @Override
  public int chain(int start, int depth) {
    int value = start;
    for (int i = 0; i < depth; i++) {
      value = CombinatorsBench.increment(value);
    }
    return value;
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
    ArrayDeque<Integer> window = new ArrayDeque<>(limit);
    int sum = 0;
    for (int i = 0; i < count; i++) {
      if (window.size() == limit) {
        sum += window.removeFirst();
      }
      window.addLast(i);
    }
    while (!window.isEmpty()) {
      sum += window.removeFirst();
    }
    return sum;
  }

  @Override
  public int merged(int count) {
    int sum = 0;
    for (int i = 0; i < count / 2; i++) {
      sum += i;
      sum += i + count / 2;
    }
    return sum;
  }

  @Override
  public InFlight inFlight(int members) {
    int[] results = new int[members];
    ArrayDeque<Integer> ready = new ArrayDeque<>();
    return new InFlight() {
      private long sum;

      @Override
      public long turn(int index, int number) {
        results[index] = number;
        ready.add(index);
        sum += results[ready.remove()];
        return sum;
      }
    };
  }
}
