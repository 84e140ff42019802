package dev.wakeful.runtime;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.executor.JoinHandle;
import dev.wakeful.executor.TaskCancelled;
import dev.wakeful.executor.TaskExecutor;
import dev.wakeful.executor.Tasks;
import dev.wakeful.future.Future;
import dev.wakeful.net.TcpListener;
import dev.wakeful.net.TcpStream;
import dev.wakeful.testkit.VirtualEnv;
import dev.wakeful.time.Time;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Bodies that were not woven find in a runtime all that woven ones find: the tests of this module
/// are compiled without the weaver.
class AsyncBodiesTest {
  enum Flavour {
    CURRENT_THREAD {
      @Override
      RuntimeBuilder builder() {
        return AsyncRuntime.builder().currentThread();
      }
    },
    ONE_WORKER {
      @Override
      RuntimeBuilder builder() {
        return AsyncRuntime.builder().workers(1);
      }
    },
    FOUR_WORKERS {
      @Override
      RuntimeBuilder builder() {
        return AsyncRuntime.builder().workers(4);
      }
    };

    abstract RuntimeBuilder builder();
  }

  @ParameterizedTest
  @EnumSource
  void aBodySpawnsTasksOnItsExecutor(Flavour flavour) throws Exception {
    Future<List<Integer>> body =
        async(() -> {
          JoinHandle<Integer> one = Tasks.spawn(async(() -> await(Tasks.spawn(Future.ready(1)))));
          await(Tasks.yieldNow());
          JoinHandle<Integer> two = Tasks.spawn("two", Future.ready(2));
          return List.of(await(one), await(two));
        });
    try (AsyncRuntime runtime = flavour.builder().build()) {
      assertThat(runtime.blockOn(runtime.spawn(body))).containsExactly(1, 2);
      assertThat(runtime.blockOn(async(() -> await(Tasks.spawn(Future.ready(3)))))).isEqualTo(3);
      TaskExecutor polls = runtime.blockOn(Future.lazy(cx -> TaskExecutor.current()));
      assertThat(runtime.blockOn(async(() -> TaskExecutor.current()))).isSameAs(polls);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBodyMustNotBlockItsRuntime(Flavour flavour) throws Exception {
    try (AsyncRuntime runtime = flavour.builder().build()) {
      Future<Integer> body = async(() -> runtime.blockOn(Future.ready(1)));
      assertThatThrownBy(() -> runtime.blockOn(runtime.spawn(body)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("blockOn was called on a thread that polls tasks");
      Future<Void> closing = async(() -> runtime.close());
      assertThatThrownBy(() -> runtime.blockOn(runtime.spawn(closing)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("close was called on a thread that polls tasks");
    }
  }

  @ParameterizedTest
  @EnumSource
  void bodiesSleepAndTimeOut(Flavour flavour) throws Exception {
    Future<String> body =
        async(() -> {
          await(Time.sleep(Duration.ofMillis(2)));
          try {
            await(Time.sleep(Duration.ofHours(1)).timeout(Duration.ofMillis(2)));
            return "an hour has passed";
          } catch (dev.wakeful.future.Elapsed e) {
            return "timeout";
          }
        });
    try (AsyncRuntime runtime = flavour.builder().build()) {
      assertThat(runtime.blockOn(runtime.spawn(body))).isEqualTo("timeout");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aServerAndItsClientsAreBodies(Flavour flavour) throws Exception {
    try (AsyncRuntime runtime = flavour.builder().build()) {
      TcpListener listener = runtime.blockOn(TcpListener.bind("127.0.0.1", 0));
      JoinHandle<Void> server =
          runtime.spawn(
              async(() -> {
                for (int i = 0; i < 20; i++) {
                  Tasks.spawn(echo(await(listener.accept())));
                }
              }));
      List<JoinHandle<String>> clients =
          java.util.stream.IntStream.range(0, 20)
              .mapToObj(i -> runtime.spawn(ask(listener.localAddress(), "hello " + i)))
              .toList();
      for (int i = 0; i < clients.size(); i++) {
        assertThat(runtime.blockOn(clients.get(i))).isEqualTo("hello " + i);
      }
      runtime.blockOn(server);
    }
  }

  private static Future<Void> echo(TcpStream stream) {
    return async(() -> {
      try (stream) {
        ByteBuffer buffer = ByteBuffer.allocate(64);
        while (await(stream.read(buffer)) >= 0) {
          await(stream.writeAll(buffer.flip()));
          buffer.clear();
        }
      }
    });
  }

  private static Future<String> ask(InetSocketAddress address, String question) {
    return async(() -> {
      try (TcpStream stream = await(TcpStream.connect(address))) {
        byte[] bytes = question.getBytes(StandardCharsets.UTF_8);
        await(stream.writeAll(ByteBuffer.wrap(bytes)));
        ByteBuffer answer = ByteBuffer.allocate(bytes.length);
        await(stream.readFully(answer));
        return new String(answer.array(), StandardCharsets.UTF_8);
      }
    });
  }

  @ParameterizedTest
  @EnumSource
  void aFailureOfCleanUpGoesToTheRuntimesHandler(Flavour flavour) throws Exception {
    BlockingQueue<Throwable> told = new LinkedBlockingQueue<>();
    IOException failure = new IOException("disk full");
    AtomicBoolean begun = new AtomicBoolean();
    try (AsyncRuntime runtime =
        flavour.builder().onUnjoinedFailure((task, thrown) -> told.add(thrown)).build()) {
      JoinHandle<Void> handle =
          runtime.spawn(
              async(() -> {
                begun.set(true);
                try {
                  await(Future.pending());
                } finally {
                  Tasks.spawn(Future.ready("so the executor is here, too"));
                  throwIt(failure);
                }
              }));
      while (!begun.get()) {
        runtime.blockOn(Tasks.yieldNow());
      }
      handle.abort();
      assertThatThrownBy(() -> runtime.blockOn(handle)).isInstanceOf(TaskCancelled.class);
      assertThat(told.poll(10, TimeUnit.SECONDS)).isSameAs(failure);
    }
  }

  private static void throwIt(Exception failure) throws Exception {
    throw failure;
  }

  @Test
  void cancelWithinLetsCleanUpSleep() throws Exception {
    assertThat(timeToCancel(Duration.ofSeconds(3), Duration.ofSeconds(10)))
        .isEqualTo("cleaned up after PT3S");
    assertThat(timeToCancel(Duration.ofSeconds(3), Duration.ofSeconds(1)))
        .isEqualTo("given up after PT1S");
    assertThat(timeToCancel(Duration.ofSeconds(3), Duration.ZERO)).isEqualTo("given up after PT0S");
  }

  /// Cancels a body whose clean-up sleeps.
  private static String timeToCancel(Duration cleanUp, Duration grace) throws Exception {
    VirtualEnv env = VirtualEnv.create();
    String[] end = {"never ran"};
    Future<Void> body =
        async(() -> {
          try {
            await(Time.sleep(Duration.ofDays(1)));
          } finally {
            end[0] = "given up";
            await(Time.sleep(cleanUp));
            end[0] = "cleaned up";
          }
        });
    try (AsyncRuntime runtime = AsyncRuntime.builder().env(env).currentThread().build()) {
      runtime.blockOn(
          Future.<Void>pollFn(cx -> {
            assertThat(body.poll(cx).isPending()).isTrue();
            return dev.wakeful.task.Poll.done();
          }));
      runtime.blockOn(body.cancelWithin(grace));
    }
    return end[0] + " after " + env.clock().elapsed();
  }
}
