package dev.wakeful.testkit;

import dev.wakeful.stream.Next;
import dev.wakeful.stream.Sink;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import org.jspecify.annotations.Nullable;

/// Streams and sinks that break one rule each.
final class PlantedStreams {
  private PlantedStreams() {}

  static void add(PlantedViolationsTest.Plants to) {
    to.stream(ContractRule.BUDGET_IGNORED, "on the budget of one poll", p -> new Endless());
    to.stream(
        ContractRule.POLLED_AFTER_END,
        "answered Ready or an item",
        p ->
            new Around(p.items(1, 2)) {
              @Override
              Next<Integer> again() {
                return Next.item(7);
              }
            });
    to.stream(
        ContractRule.CHILD_POLLED_AFTER_END,
        "was polled after it had ended",
        p ->
            new Around(p.items(1, 2)) {
              @Override
              void ended() {}
            });
    to.stream(
        ContractRule.LEFT_BEHIND,
        "after it had finished, child 1",
        p ->
            new Around(p.items(1, 2, 3)) {
              @Override
              Next<Integer> pass(Next<Integer> next) {
                if (next instanceof Next.Item<Integer>(Integer value) && value == 2) {
                  ended();
                  return Next.end();
                }
                return next;
              }
            });
    to.stream(
        ContractRule.NULL_ANSWER,
        "it answered null",
        p ->
            new Around(p.items(1, 2)) {
              @Override
              @SuppressWarnings("NullAway") // what is planted
              Next<Integer> pass(Next<Integer> next) {
                if (next instanceof Next.Item<Integer>) {
                  cancel();
                  return null;
                }
                return next;
              }
            });
    to.sink(
        ContractRule.SENT_UNASKED,
        "was sent an item without being asked",
        p ->
            new Over(p.sink()) {
              @Override
              public Poll<Void> pollReady(Context cx) {
                return Poll.done();
              }
            });
    to.sink(
        ContractRule.SEND_NOT_REFUSED,
        "though pollReady had not been asked",
        p ->
            new Over(p.sink()) {
              @Override
              public void startSend(Integer item) throws Exception {
                try {
                  super.startSend(item);
                } catch (IllegalStateException unasked) {
                  lost = item;
                }
              }
            });
    to.sink(
        ContractRule.SINK_GOES_ON,
        "after its end pollReady answered Ready",
        p ->
            new Over(p.sink()) {
              @Override
              public Poll<Void> pollReady(Context cx) throws Exception {
                try {
                  return super.pollReady(cx);
                } catch (IllegalStateException closed) {
                  return Poll.done();
                }
              }
            });
    to.sink(
        ContractRule.LEFT_BEHIND,
        "after it was cancelled, child 1 (a sink)",
        p ->
            new Over(p.sink()) {
              @Override
              public void cancel() {}
            });
  }

  /// Ready without end, whatever the budget says.
  private static final class Endless implements Stream<Integer> {
    private boolean over;

    @Override
    public Next<Integer> pollNext(Context cx) {
      return over ? Next.end() : Next.item(1);
    }

    @Override
    public void cancel() {
      over = true;
    }
  }

  /// Around a child, and keeps the contract unless a method is overridden.
  private static class Around implements Stream<Integer> {
    private @Nullable Stream<Integer> source;

    Around(Stream<Integer> source) {
      this.source = source;
    }

    @Override
    public Next<Integer> pollNext(Context cx) throws Exception {
      Stream<Integer> stream = source;
      if (stream == null) {
        return again();
      }
      Next<Integer> next = stream.pollNext(cx);
      if (next instanceof Next.End<Integer>) {
        ended();
      }
      return pass(next);
    }

    Next<Integer> pass(Next<Integer> next) {
      return next;
    }

    Next<Integer> again() {
      return Next.end();
    }

    void ended() {
      source = null;
    }

    @Override
    public void cancel() {
      Stream<Integer> stream = source;
      source = null;
      if (stream != null) {
        stream.cancel();
      }
    }

    @Override
    public Poll<Void> pollCancel(Context cx) {
      Stream<Integer> stream = source;
      if (stream != null && stream.pollCancel(cx).isPending()) {
        return Poll.pending();
      }
      source = null;
      return Poll.done();
    }
  }

  /// Passes everything on, and keeps the contract unless a method is overridden.
  private static class Over implements Sink<Integer> {
    private final Sink<Integer> sink;
    @Nullable Integer lost;

    Over(Sink<Integer> sink) {
      this.sink = sink;
    }

    @Override
    public Poll<Void> pollReady(Context cx) throws Exception {
      return sink.pollReady(cx);
    }

    @Override
    public void startSend(Integer item) throws Exception {
      sink.startSend(item);
    }

    @Override
    public Poll<Void> pollFlush(Context cx) throws Exception {
      return sink.pollFlush(cx);
    }

    @Override
    public Poll<Void> pollClose(Context cx) throws Exception {
      return sink.pollClose(cx);
    }

    @Override
    public void cancel() {
      sink.cancel();
    }
  }
}
