package dev.wakeful.testkit;

import dev.wakeful.future.FusedFuture;
import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import java.util.Objects;

/// A future under check.
final class FutureSubject implements Subject {
  private final Future<?> future;

  FutureSubject(Future<?> future) {
    this.future = Objects.requireNonNull(future, "the maker returned null instead of a future");
  }

  @Override
  @SuppressWarnings("ConstantValue") // a poll that answers null breaks the contract we check
  public Answer poll(Context cx, boolean raw) {
    try {
      if (raw) {
        Object answer = future.pollRaw(cx);
        return answer == RawPoll.PENDING ? Answer.PENDING : new Answer(Kind.VALUE, answer);
      }
      Poll<?> answer = future.poll(cx);
      if (answer == null) {
        return Answer.NULL;
      }
      return answer instanceof Poll.Ready<?>(var value)
          ? new Answer(Kind.VALUE, value)
          : Answer.PENDING;
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
    future.cancel();
  }

  @Override
  public Poll<Void> pollCancel(Context cx) {
    return future.pollCancel(cx);
  }

  @Override
  public void checkFresh(Complaint complain) {
    if (future instanceof FusedFuture<?> fused && fused.isTerminated()) {
      complain.add(ContractRule.FUSED_LIES, "isTerminated() is true before the first poll");
    }
  }

  @Override
  public boolean isOverAfterError() {
    return true;
  }

  @Override
  public boolean isGraceful() {
    return true;
  }

  @Override
  public void checkAfterEnd(Context cx, String name, Complaint complain) {
    boolean isFused = future instanceof FusedFuture<?>;
    if (future instanceof FusedFuture<?> fused && !fused.isTerminated()) {
      complain.add(ContractRule.FUSED_LIES, "isTerminated() is false after the end");
    }
    Answer again = poll(cx, false);
    if (isFused) {
      if (!again.isPending()) {
        complain.add(
            ContractRule.POLLED_AFTER_END,
            "polled after its end the fused future answered " + Answers.say(again));
      }
    } else if (!(again.value() instanceof IllegalStateException refusal) || !again.isFailure()) {
      complain.add(
          ContractRule.POLLED_AFTER_END, "polled after its end it answered " + Answers.say(again));
    } else if (!String.valueOf(refusal.getMessage()).contains(name)) {
      complain.add(
          ContractRule.POLLED_AFTER_END,
          "polled after its end it did not say that it is `"
              + name
              + "`, but: "
              + refusal.getMessage());
    }
  }
}
