package dev.wakeful.testkit;

import dev.wakeful.stream.Next;
import dev.wakeful.stream.RawNext;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import java.util.Objects;

/// A stream under check.
///
/// A failure is that of one item, unless the stream ends after it: then the next poll answers End,
/// or refuses, which counts as End.
final class StreamSubject implements Subject {
  private final Stream<?> stream;
  private boolean hasFailed;

  StreamSubject(Stream<?> stream) {
    this.stream = Objects.requireNonNull(stream, "the maker returned null instead of a stream");
  }

  @Override
  public Answer poll(Context cx, boolean raw) {
    try {
      return raw ? pollRaw(cx) : pollBoxed(cx);
    } catch (Throwable t) {
      if (hasFailed && t instanceof IllegalStateException) {
        return new Answer(Kind.END, null);
      }
      hasFailed = true;
      return new Answer(Kind.FAILURE, t);
    }
  }

  private Answer pollRaw(Context cx) throws Exception {
    Object answer = stream.pollNextRaw(cx);
    if (answer == RawPoll.PENDING) {
      return Answer.PENDING;
    }
    return answer == RawNext.END ? new Answer(Kind.END, null) : new Answer(Kind.VALUE, answer);
  }

  @SuppressWarnings("ConstantValue") // a poll that answers null breaks the contract we check
  private Answer pollBoxed(Context cx) throws Exception {
    Next<?> answer = stream.pollNext(cx);
    if (answer == null) {
      return Answer.NULL;
    }
    return switch (answer) {
      case Next.Item<?>(var value) -> new Answer(Kind.VALUE, value);
      case Next.Pending<?> pending -> Answer.PENDING;
      case Next.End<?> end -> new Answer(Kind.END, null);
    };
  }

  @Override
  public boolean isLast(Answer answer) {
    return answer.kind() == Kind.END
        || answer.kind() == Kind.NULL
        || (answer.isFailure() && answer.value() instanceof Error);
  }

  @Override
  public void cancel() {
    stream.cancel();
  }

  @Override
  public Poll<Void> pollCancel(Context cx) {
    return stream.pollCancel(cx);
  }

  @Override
  public void checkFresh(Complaint complain) {}

  @Override
  public boolean isOverAfterError() {
    return false;
  }

  @Override
  public boolean isGraceful() {
    return true;
  }

  @Override
  public void checkAfterEnd(Context cx, String name, Complaint complain) {
    Answer again = poll(cx, false);
    boolean refused = again.isFailure() && again.value() instanceof IllegalStateException;
    if (again.kind() != Kind.END && !refused) {
      complain.add(
          ContractRule.POLLED_AFTER_END, "polled after its end it answered " + Answers.say(again));
    }
  }
}
