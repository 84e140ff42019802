package dev.wakeful.testkit;

import dev.wakeful.stream.Sink;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A sink under check, being filled, flushed and closed.
final class SinkSubject<T extends @Nullable Object> implements Subject {
  private final Sink<T> sink;
  private final List<T> items;
  private int sent;
  private boolean flushed;

  SinkSubject(Sink<T> sink, List<T> items) {
    this.sink = Objects.requireNonNull(sink, "the maker returned null instead of a sink");
    this.items = items;
  }

  @Override
  public Answer poll(Context cx, boolean raw) {
    try {
      while (sent < items.size()) {
        if (sink.pollReady(cx).isPending()) {
          return Answer.PENDING;
        }
        sink.startSend(items.get(sent++));
      }
      if (!flushed && sink.pollFlush(cx).isPending()) {
        return Answer.PENDING;
      }
      flushed = true;
      return sink.pollClose(cx).isPending() ? Answer.PENDING : new Answer(Kind.VALUE, null);
    } catch (Throwable t) {
      return new Answer(Kind.FAILURE, t);
    }
  }

  @Override
  public boolean isLast(Answer answer) {
    return !answer.isPending();
  }

  @Override
  public void cancel() {
    sink.cancel();
  }

  @Override
  public Poll<Void> pollCancel(Context cx) {
    return sink.pollCancel(cx);
  }

  @Override
  @SuppressWarnings("CatchingUnchecked") // whatever is thrown is what is looked at
  public void checkFresh(Complaint complain) {
    if (items.isEmpty()) {
      return;
    }
    try {
      sink.startSend(items.getFirst());
      complain.add(
          ContractRule.SEND_NOT_REFUSED, "it took an item though pollReady had not been asked");
    } catch (IllegalStateException expected) {
      // as it should
    } catch (Exception e) {
      complain.add(
          ContractRule.SEND_NOT_REFUSED,
          "asked for nothing and sent an item it threw " + e + ", not IllegalStateException");
    }
  }

  @Override
  public boolean isOverAfterError() {
    return false;
  }

  @Override
  public boolean isGraceful() {
    return true;
  }

  @Override
  @SuppressWarnings("CatchingUnchecked") // any refusal will do
  public void checkAfterEnd(Context cx, String name, Complaint complain) {
    try {
      Poll<Void> answer = sink.pollReady(cx);
      complain.add(
          ContractRule.SINK_GOES_ON,
          "after its end pollReady answered " + (answer.isReady() ? "Ready" : "Pending"));
    } catch (Exception refused) {
      // as it should
    }
  }
}
