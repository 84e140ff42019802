package dev.wakeful.async;

import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import dev.wakeful.task.Slots;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the weaver makes of [Shape#unwoven], written by hand.
final class GuardedFrame extends AsyncFrame<String> {
  private static final int UNWIND_1 = OVER - 1;
  private static final int UNWIND_2 = OVER - 2;

  private final List<String> log;
  private final Future<String> first;
  private final Future<String> last;
  private final Shape.CleanUp cleanUp;
  private @Nullable Object value;
  private @Nullable Throwable failure;
  private Slots slots = Slots.none();

  GuardedFrame(List<String> log, Future<String> first, Future<String> last, Shape.CleanUp cleanUp) {
    this.log = log;
    this.first = first;
    this.last = last;
    this.cleanUp = cleanUp;
  }

  @Override
  @SuppressWarnings({"fallthrough", "NullAway"}) // as a jump into a method is: what is live is set
  public @Nullable Object pollRaw(Context cx) throws Exception {
    slots = cx.slots();
    int at = state;
    state = OVER;
    switch (at) {
      case START:
        log.add("begin");
        awaiting = first;
      case 1, UNWIND_1:
        try {
          if (at == UNWIND_1) {
            throw cancelled();
          }
          Object raw = awaiting.pollRaw(cx);
          if (raw == RawPoll.PENDING) {
            return suspend(1, awaiting);
          }
          log.add("got " + raw);
          value = raw;
        } catch (Throwable thrown) {
          failure = thrown;
        }
        log.add("clean");
        awaiting = last;
      case 2, UNWIND_2:
        if (at == UNWIND_2) {
          throw (Error) cancelled();
        }
        if (awaiting.pollRaw(cx) == RawPoll.PENDING) {
          return suspend(2, awaiting);
        }
        cleanUp.run();
        log.add("cleaned");
        switch (failure) {
          case null -> {
            return value;
          }
          case Exception thrown -> throw thrown;
          case Error thrown -> throw thrown;
          default -> throw new AssertionError(failure);
        }
      default:
        throw notPollable();
    }
  }

  @Override
  protected Slots slots() {
    return slots;
  }

  @Override
  protected Site site() {
    return new Site("dev.wakeful.async.Shape", "unwoven", "Shape.java", "\12\13\14");
  }
}
