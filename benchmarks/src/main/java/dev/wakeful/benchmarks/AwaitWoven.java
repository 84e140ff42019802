package dev.wakeful.benchmarks;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;

import dev.wakeful.future.Future;

/// The bodies in `async` and `await`.
final class AwaitWoven implements AwaitBodies {
  AwaitWoven() {
    String made = loop(Future.ready(1), 1).getClass().getName();
    if (made.endsWith(".Unwoven")) {
      throw new IllegalStateException(
          "the bodies of " + getClass().getName() + " are not woven: a figure would mean nothing");
    }
  }

  @Override
  public Future<Integer> loop(Future<Integer> leaf, int times) {
    return async(() -> {
      int sum = 0;
      for (int i = 0; i < times; i++) {
        sum += await(leaf);
      }
      return sum;
    });
  }

  @Override
  public Future<Integer> nested(Future<Integer> leaf) {
    return async(() -> await(second(leaf)) + 1);
  }

  private static Future<Integer> second(Future<Integer> leaf) {
    return async(() -> await(third(leaf)) + 1);
  }

  private static Future<Integer> third(Future<Integer> leaf) {
    return async(() -> await(fourth(leaf)) + 1);
  }

  private static Future<Integer> fourth(Future<Integer> leaf) {
    return async(() -> await(fifth(leaf)) + 1);
  }

  private static Future<Integer> fifth(Future<Integer> leaf) {
    return async(() -> await(sixth(leaf)) + 1);
  }

  private static Future<Integer> sixth(Future<Integer> leaf) {
    return async(() -> await(seventh(leaf)) + 1);
  }

  private static Future<Integer> seventh(Future<Integer> leaf) {
    return async(() -> await(eighth(leaf)) + 1);
  }

  private static Future<Integer> eighth(Future<Integer> leaf) {
    return async(() -> await(ninth(leaf)) + 1);
  }

  private static Future<Integer> ninth(Future<Integer> leaf) {
    return async(() -> await(leaf) + 1);
  }

  @Override
  public Future<Integer> recursive(Future<Integer> leaf, int depth) {
    return async(() -> {
      Future<Integer> next = depth == 1 ? leaf : recursive(leaf, depth - 1);
      return await(next) + 1;
    });
  }

  @Override
  public Future<Integer> call(
      Future<Integer> leaf, int number, long large, double broken, String text, int[] array) {
    return async(() -> {
      int value = await(leaf);
      return value + number + (int) large + (int) broken + text.length() + array.length;
    });
  }

  @Override
  public Future<Integer> guarded(Future<Integer> leaf, int[] ended) {
    return async(() -> {
      try {
        return await(leaf);
      } finally {
        ended[0]++;
      }
    });
  }

  @Override
  public Future<Integer> threeLocals(Future<Integer> leaf, int seed) {
    return async(() -> {
      int number = seed & 7;
      long large = seed & 15L;
      String text = AwaitBench.text(seed);
      int value = await(leaf);
      return value + number + (int) large + text.length();
    });
  }
}
