package dev.wakeful.benchmarks;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;

import dev.wakeful.future.Future;
import dev.wakeful.sync.Channel;
import dev.wakeful.sync.Mpsc;
import dev.wakeful.sync.MpscReceiver;
import dev.wakeful.sync.MpscSender;
import dev.wakeful.sync.TrySend;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Tasks in a circle, each with a channel of one slot; a token carries the hops that are left. An
/// iteration is one token.
final class TokenRing implements Runnable {
  private final MpscSender<Integer> first;
  private volatile Countdown done = new Countdown(1);

  TokenRing(Spawner on) {
    List<Channel<MpscSender<Integer>, MpscReceiver<Integer>>> channels = new ArrayList<>();
    for (int i = 0; i < SchedulerWorkload.Sizes.RING; i++) {
      channels.add(Mpsc.channel(1));
    }
    for (int i = 0; i < channels.size(); i++) {
      MpscSender<Integer> next = channels.get((i + 1) % channels.size()).sender();
      on.spawn(station(channels.get(i).receiver(), next));
    }
    this.first = channels.getFirst().sender();
  }

  private Future<Void> station(MpscReceiver<Integer> own, MpscSender<Integer> next) {
    return async(() -> {
      Optional<Integer> token = await(own.next());
      while (token.isPresent()) {
        int left = token.get();
        if (left == 0) {
          done.arrive();
        } else {
          await(next.send(left - 1));
        }
        token = await(own.next());
      }
    });
  }

  @Override
  public void run() {
    done = new Countdown(1);
    if (first.trySend(SchedulerWorkload.Sizes.HOPS) != TrySend.SENT) {
      throw new IllegalStateException("a token was left in the ring");
    }
    done.await();
  }
}
