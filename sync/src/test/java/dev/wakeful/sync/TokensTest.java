package dev.wakeful.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.env.Env;
import dev.wakeful.env.Parker;
import dev.wakeful.future.Future;
import dev.wakeful.stream.Next;
import dev.wakeful.task.Context;
import dev.wakeful.task.Waker;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Threads that send, reserve, change their minds and receive. Every token that was accepted comes
/// out once, no other does, and at the end every slot is free.
class TokensTest {
  private static final int SENDERS = 4;
  private static final int TOKENS = 20_000;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 16})
  @Tag("F-102")
  @Tag("F-103")
  void everyTokenThatWasAcceptedComesOutOnce(int capacity) throws Exception {
    var channel = Mpsc.<Integer>channel(capacity);
    List<CompletableFuture<BitSet>> accepted = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      MpscSender<Integer> sender = channel.sender().copy();
      int number = i;
      accepted.add(start("sender " + i, () -> sendTokens(sender, number)));
    }
    channel.sender().close();
    CompletableFuture<BitSet> received = start("receiver", () -> receive(channel.receiver()));
    BitSet sent = new BitSet();
    for (CompletableFuture<BitSet> one : accepted) {
      sent.or(one.get(50, TimeUnit.SECONDS));
    }
    assertThat(received.get(50, TimeUnit.SECONDS)).isEqualTo(sent);
    assertThat(sent.cardinality()).isPositive();
    assertThat(channel.sender().free()).isEqualTo(capacity);
  }

  private static BitSet sendTokens(MpscSender<Integer> sender, int number) throws Exception {
    SplittableRandom random = new SplittableRandom(number);
    BitSet accepted = new BitSet();
    Parker parker = Env.system().newParker();
    try (sender) {
      for (int i = 0; i < TOKENS; i++) {
        int token = i * SENDERS + number;
        boolean sent =
            switch (random.nextInt(6)) {
              case 0 -> sender.trySend(token) == TrySend.SENT;
              case 1 -> polledOnce(sender.send(token));
              case 2 -> reserved(block(parker, sender.reserve()), token, random.nextBoolean());
              case 3 -> {
                Optional<MpscPermit<Integer>> permit = sender.tryReserve();
                yield permit.isPresent() && reserved(permit.get(), token, random.nextBoolean());
              }
              case 4 -> {
                polledOnce(sender.reserve());
                yield false;
              }
              default -> {
                block(parker, sender.send(token));
                yield true;
              }
            };
        accepted.set(token, sent);
      }
    }
    return accepted;
  }

  /// Uses the permit, or gives it back.
  private static boolean reserved(MpscPermit<Integer> permit, int token, boolean use) {
    if (use) {
      return permit.send(token);
    }
    permit.close();
    return false;
  }

  /// Gives up after one poll.
  private static boolean polledOnce(Future<?> future) throws Exception {
    var answer = future.poll(Context.of(Waker.noop()));
    future.cancel();
    if (answer.isReady() && answer.get() instanceof MpscPermit<?> permit) {
      permit.close();
    }
    return answer.isReady();
  }

  private static BitSet receive(MpscReceiver<Integer> receiver) throws Exception {
    BitSet received = new BitSet();
    int[] lastOf = new int[SENDERS];
    Parker parker = Env.system().newParker();
    Context cx = Context.of(parker::unpark);
    while (true) {
      switch (receiver.pollNext(cx)) {
        case Next.Item<Integer>(Integer token) -> {
          assertThat(received.get(token)).as("twice: %s", token).isFalse();
          assertThat(token)
              .as("the order of one sender")
              .isGreaterThanOrEqualTo(lastOf[token % SENDERS]);
          lastOf[token % SENDERS] = token;
          received.set(token);
        }
        case Next.Pending<Integer> pending -> parker.park();
        case Next.End<Integer> end -> {
          return received;
        }
      }
    }
  }

  @Test
  @Tag("F-105")
  void aTokenIsReceivedOrItsSendersWhenTheReceiverLeavesAtAnyTime() throws Exception {
    for (int round = 0; round < 500; round++) {
      var channel = Mpsc.<Integer>channel(2);
      MpscSender<Integer> second = channel.sender().copy();
      int stopAfter = round % 7;
      CompletableFuture<Integer> received =
          start(
              "receiver",
              () -> {
                Parker parker = Env.system().newParker();
                int got = 0;
                while (got < stopAfter && block(parker, channel.receiver().next()).isPresent()) {
                  got++;
                }
                channel.receiver().close();
                while (block(parker, channel.receiver().next()).isPresent()) {
                  got++;
                }
                return got;
              });
      CompletableFuture<Integer> one = start("one", () -> sendUntilClosed(channel.sender()));
      CompletableFuture<Integer> other = start("other", () -> sendUntilClosed(second));
      assertThat(received.get(50, TimeUnit.SECONDS))
          .isEqualTo(one.get(50, TimeUnit.SECONDS) + other.get(50, TimeUnit.SECONDS));
    }
  }

  private static int sendUntilClosed(MpscSender<Integer> sender) throws Exception {
    Parker parker = Env.system().newParker();
    int sent = 0;
    try (sender) {
      while (true) {
        block(parker, sender.send(sent));
        sent++;
      }
    } catch (NotSent end) {
      assertThat(end.item()).isEqualTo(sent);
      return sent;
    }
  }

  @Test
  @Tag("F-106")
  void aOneshotIsReceivedOrRefused() throws Exception {
    int accepted = 0;
    for (int round = 0; round < 2_000; round++) {
      var channel = Oneshot.<Integer>channel();
      boolean closes = round % 2 == 0;
      CompletableFuture<Boolean> received =
          start(
              "receiver",
              () -> {
                if (closes) {
                  channel.receiver().close();
                }
                try {
                  block(Env.system().newParker(), channel.receiver());
                  return true;
                } catch (Closed refused) {
                  return false;
                }
              });
      boolean sent = channel.sender().send(1);
      assertThat(received.get(50, TimeUnit.SECONDS)).isEqualTo(sent);
      accepted += sent ? 1 : 0;
    }
    assertThat(accepted).isGreaterThanOrEqualTo(1_000);
  }

  private interface Body<T> {
    T run() throws Exception;
  }

  private static <T> CompletableFuture<T> start(String name, Body<T> body) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Env.system()
        .threads()
        .start(
            name,
            () -> {
              try {
                result.complete(body.run());
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            });
    return result;
  }

  private static <T> T block(Parker parker, Future<T> future) throws Exception {
    Context cx = Context.of(parker::unpark);
    while (true) {
      var answer = future.poll(cx);
      if (answer.isReady()) {
        return answer.get();
      }
      parker.park();
    }
  }
}
