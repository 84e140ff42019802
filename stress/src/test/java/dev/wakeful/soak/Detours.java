package dev.wakeful.soak;

import dev.wakeful.executor.JoinHandle;
import dev.wakeful.executor.TaskCancelled;
import dev.wakeful.executor.Tasks;
import dev.wakeful.future.Elapsed;
import dev.wakeful.future.Future;
import dev.wakeful.future.Outcome;
import dev.wakeful.runtime.AsyncRuntime;
import dev.wakeful.sync.Channel;
import dev.wakeful.sync.Mpsc;
import dev.wakeful.sync.MpscReceiver;
import dev.wakeful.sync.MpscSender;
import dev.wakeful.sync.Oneshot;
import dev.wakeful.sync.OneshotReceiver;
import dev.wakeful.sync.OneshotSender;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.time.Time;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// What a token may go through between two stations: every way in which a task waits and is woken.
final class Detours {
  private final AsyncRuntime runtime;
  private final ForeignThreads foreign;
  private final Channel<MpscSender<Request>, MpscReceiver<Request>> turnstile = Mpsc.channel(1);
  final AtomicLong aborted = new AtomicLong();
  final AtomicLong released = new AtomicLong();
  final AtomicLong blocking = new AtomicLong();

  Detours(AsyncRuntime runtime, ForeignThreads foreign) {
    this.runtime = runtime;
    this.foreign = foreign;
  }

  /// A task that answers whoever comes through a channel of one slot.
  Future<Void> attendant() {
    return turnstile.receiver().forEach(this::admit);
  }

  private Future<Void> admit(Request request) {
    request.reply().send(request.number());
    return Tasks.yieldNow();
  }

  /// Ends the attendant once nobody is in line.
  void close() {
    turnstile.sender().close();
  }

  /// A future that ends with the token's number.
  Future<Integer> of(Token token) {
    int draw = token.random.nextInt(100);
    int number = token.number;
    if (draw < 30) {
      return Tasks.yieldNow().map(_ -> number);
    } else if (draw < 45) {
      return Time.sleep(Duration.ofMillis(token.random.nextInt(4))).map(_ -> number);
    } else if (draw < 60) {
      return Tasks.spawn(Tasks.yieldNow().map(_ -> number));
    } else if (draw < 62) {
      return runtime.spawnBlocking(() -> blockingCall(number));
    } else if (draw < 75) {
      return fromAbroad(number);
    } else if (draw < 85) {
      return throughTheTurnstile(number);
    } else if (draw < 93) {
      return overAnAbortedTask(number);
    } else {
      return lateness(number);
    }
  }

  private int blockingCall(int number) {
    blocking.incrementAndGet();
    return number;
  }

  private Future<Integer> fromAbroad(int number) {
    Channel<OneshotSender<Integer>, OneshotReceiver<Integer>> reply = Oneshot.channel();
    foreign.send(reply.sender(), number);
    return reply.receiver();
  }

  private Future<Integer> throughTheTurnstile(int number) {
    Channel<OneshotSender<Integer>, OneshotReceiver<Integer>> reply = Oneshot.channel();
    return turnstile
        .sender()
        .send(new Request(number, reply.sender()))
        .andThen(_ -> reply.receiver());
  }

  private Future<Integer> overAnAbortedTask(int number) {
    JoinHandle<Void> child = Tasks.spawn(new Never(released));
    child.abort();
    return child.handle(outcome -> {
      if (!(outcome instanceof Outcome.Failure<Void>(TaskCancelled cause))) {
        throw new IllegalStateException("an aborted task ended with " + outcome);
      }
      aborted.incrementAndGet();
      return number;
    });
  }

  private static Future<Integer> lateness(int number) {
    return Future.<Integer>pending()
        .timeout(Duration.ofMillis(1))
        .handle(outcome -> {
          if (!(outcome instanceof Outcome.Failure<Integer>(Elapsed cause))) {
            throw new IllegalStateException("what never ends ended with " + outcome);
          }
          return number;
        });
  }

  /// Somebody at the turnstile.
  record Request(int number, OneshotSender<Integer> reply) {}

  /// A future that never ends, and counts that it was released.
  private static final class Never implements Future<Void> {
    private final AtomicLong released;

    Never(AtomicLong released) {
      this.released = released;
    }

    @Override
    public Poll<Void> poll(Context cx) {
      return Poll.pending();
    }

    @Override
    public void cancel() {
      released.incrementAndGet();
    }
  }
}
