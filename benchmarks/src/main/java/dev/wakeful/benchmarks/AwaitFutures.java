package dev.wakeful.benchmarks;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The bodies in `CompletableFuture`, and the one who completes what they wait for.
final class AwaitFutures {
  private static final CompletableFuture<Integer> READY = CompletableFuture.completedFuture(1);

  /// What the body waits for now.
  private @Nullable CompletableFuture<Integer> waiting;

  Runnable iteration(String workload, int calls) {
    int[] array = new int[3];
    return switch (workload) {
      case "ready" ->
          () -> {
            for (int i = 0; i < calls; i++) {
              AwaitBench.check(step(false, 10, 0).join(), 10);
            }
          };
      case "loop" ->
          () -> {
            for (int i = 0; i < calls; i++) {
              AwaitBench.check(drive(step(true, 10, 0)), 10);
            }
          };
      case "nested" ->
          () -> {
            for (int i = 0; i < calls; i++) {
              AwaitBench.check(drive(nested()), 10);
            }
          };
      case "recursive" ->
          () -> {
            for (int i = 0; i < calls; i++) {
              AwaitBench.check(drive(recursive(9)), 10);
            }
          };
      case "call" ->
          () -> {
            for (int i = 0; i < calls; i++) {
              AwaitBench.check(drive(call(2, 3, 4, "text", array)), 17);
            }
          };
      case "cancel" ->
          () -> {
            int[] ended = new int[1];
            for (int i = 0; i < calls; i++) {
              // Cancelling what whenComplete has given would not reach the leaf, so the leaf is
              // cancelled.
              CompletableFuture<Integer> leaf = leaf();
              CompletableFuture<Integer> body = leaf.whenComplete((value, failure) -> ended[0]++);
              leaf.cancel(true);
              AwaitBench.check(body.isCompletedExceptionally() ? 1 : 0, 1);
            }
            AwaitBench.check(ended[0], calls);
          };
      default -> throw new IllegalArgumentException("no workload " + workload);
    };
  }

  private static int seedOf(int value, int number, long large, String text) {
    return value + number + (int) large + text.length();
  }

  /// A suspended body with three variables.
  static CompletableFuture<Integer> threeLocals(CompletableFuture<Integer> never, int seed) {
    int number = seed & 7;
    long large = seed & 15L;
    String text = AwaitBench.text(seed);
    return never.thenApply(value -> seedOf(value, number, large, text));
  }

  /// Completes whatever the body waits for until it has finished.
  private int drive(CompletableFuture<Integer> body) {
    while (!body.isDone()) {
      CompletableFuture<Integer> leaf = waiting;
      if (leaf == null) {
        throw new IllegalStateException("the body waits for nothing");
      }
      waiting = null;
      leaf.complete(1);
    }
    return body.join();
  }

  private CompletableFuture<Integer> leaf() {
    CompletableFuture<Integer> leaf = new CompletableFuture<>();
    waiting = leaf;
    return leaf;
  }

  private CompletableFuture<Integer> step(boolean pending, int left, int sum) {
    if (left == 0) {
      return CompletableFuture.completedFuture(sum);
    }
    return (pending ? leaf() : READY).thenCompose(value -> step(pending, left - 1, sum + value));
  }

  private CompletableFuture<Integer> nested() {
    return leaf()
        .thenApply(value -> value + 1)
        .thenApply(value -> value + 1)
        .thenApply(value -> value + 1)
        .thenApply(value -> value + 1)
        .thenApply(value -> value + 1)
        .thenApply(value -> value + 1)
        .thenApply(value -> value + 1)
        .thenApply(value -> value + 1)
        .thenApply(value -> value + 1);
  }

  private CompletableFuture<Integer> recursive(int depth) {
    return (depth == 1 ? leaf() : recursive(depth - 1)).thenApply(value -> value + 1);
  }

  private CompletableFuture<Integer> call(
      int number, long large, double broken, String text, int[] array) {
    return leaf()
        .thenApply(
            value -> value + number + (int) large + (int) broken + text.length() + array.length);
  }
}
