package dev.wakeful.benchmarks;

import dev.wakeful.future.Future;
import dev.wakeful.sync.Channel;
import dev.wakeful.sync.Oneshot;
import dev.wakeful.sync.OneshotReceiver;
import dev.wakeful.sync.OneshotSender;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The workloads for whoever polls futures. The futures are written by hand where nothing but the
/// scheduler is to be measured.
final class PolledWorkloads {
  private final Spawner on;

  PolledWorkloads(Spawner on) {
    this.on = on;
  }

  /// What is measured.
  Runnable iteration(SchedulerWorkload workload) {
    return switch (workload) {
      case SPAWN_MANY -> this::spawnMany;
      case SPAWN_MANY_BUSY -> {
        for (int i = 0; i < SchedulerWorkload.Sizes.SPINNERS; i++) {
          on.spawn(new Yielder(Long.MAX_VALUE, new Countdown(1)));
        }
        yield this::spawnMany;
      }
      case SPAWN_MANY_LOCAL -> () -> inside(SchedulerWorkload.Sizes.MANY, this::spawnManyInside);
      case YIELD_MANY -> this::yieldMany;
      case PING_PONG -> () -> inside(SchedulerWorkload.Sizes.PAIRS, this::pingPong);
      case CHAINED_SPAWN -> () -> inside(1, left -> chain(left, SchedulerWorkload.Sizes.CHAIN));
      case TOKEN_RING -> new TokenRing(on);
      default -> on.own(workload);
    };
  }

  private void inside(int count, Consumer<Countdown> body) {
    Countdown left = new Countdown(count);
    on.spawn(once(() -> body.accept(left)));
    left.await();
  }

  private void spawnMany() {
    Countdown left = new Countdown(SchedulerWorkload.Sizes.MANY);
    for (int i = 0; i < SchedulerWorkload.Sizes.MANY; i++) {
      on.spawn(once(left::arrive));
    }
    left.await();
  }

  private void spawnManyInside(Countdown left) {
    for (int i = 0; i < SchedulerWorkload.Sizes.MANY; i++) {
      on.spawnInside(once(left::arrive));
    }
  }

  private void yieldMany() {
    Countdown left = new Countdown(SchedulerWorkload.Sizes.YIELDERS);
    for (int i = 0; i < SchedulerWorkload.Sizes.YIELDERS; i++) {
      on.spawn(new Yielder(SchedulerWorkload.Sizes.YIELDS, left));
    }
    left.await();
  }

  private void pingPong(Countdown left) {
    for (int i = 0; i < SchedulerWorkload.Sizes.PAIRS; i++) {
      on.spawnInside(new Pinger(on, left));
    }
  }

  private void chain(Countdown done, int left) {
    if (left == 0) {
      done.arrive();
    } else {
      on.spawnInside(once(() -> chain(done, left - 1)));
    }
  }

  /// A future that runs a body at its only poll.
  static Future<Void> once(Runnable body) {
    return new Once(body);
  }

  /// Future for [#once].
  private record Once(Runnable body) implements Future<Void> {
    @Override
    public Poll<Void> poll(Context cx) {
      body.run();
      return Poll.done();
    }
  }

  /// Yields so often.
  private static final class Yielder implements Future<Void> {
    private final Countdown left;
    private long yields;

    Yielder(long yields, Countdown left) {
      this.yields = yields;
      this.left = left;
    }

    @Override
    public Poll<Void> poll(Context cx) {
      if (yields-- > 0) {
        cx.waker().wake();
        return Poll.pending();
      }
      left.arrive();
      return Poll.done();
    }
  }

  /// Spawns its partner, sends it a ball and waits for it to come back.
  private static final class Pinger implements Future<Void> {
    private final Spawner on;
    private final Countdown left;
    private @Nullable OneshotReceiver<String> back;

    Pinger(Spawner on, Countdown left) {
      this.on = on;
      this.left = left;
    }

    @Override
    public Poll<Void> poll(Context cx) throws Exception {
      OneshotReceiver<String> answer = back;
      if (answer == null) {
        Channel<OneshotSender<String>, OneshotReceiver<String>> balls = Oneshot.channel();
        Channel<OneshotSender<String>, OneshotReceiver<String>> answers = Oneshot.channel();
        answer = answers.receiver();
        back = answer;
        on.spawnInside(new Ponger(balls.receiver(), answers.sender()));
        balls.sender().send("ping");
      }
      if (answer.poll(cx).isPending()) {
        return Poll.pending();
      }
      left.arrive();
      return Poll.done();
    }
  }

  /// Waits for a ball and sends one back.
  private record Ponger(OneshotReceiver<String> ball, OneshotSender<String> back)
      implements Future<Void> {
    @Override
    public Poll<Void> poll(Context cx) throws Exception {
      if (ball.poll(cx).isPending()) {
        return Poll.pending();
      }
      back.send("pong");
      return Poll.done();
    }
  }
}
