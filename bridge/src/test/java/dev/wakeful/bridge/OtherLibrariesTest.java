package dev.wakeful.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.executor.Spawner;
import dev.wakeful.future.Future;
import dev.wakeful.stream.Next;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Context;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.Publisher;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;

/// Pipelines of Reactor and RxJava on the other side, in both directions, with their own threads.
@Tag("F-121")
class OtherLibrariesTest {
  private static final int MANY = 20_000;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Running runtime = new Running();
  private final Spawner spawner = runtime.executor;
  private final AtomicLong asked = new AtomicLong();
  private final CountDownLatch cancelled = new CountDownLatch(1);

  @AfterEach
  void close() {
    runtime.close();
  }

  /// Who stands on the other side, and what both must be able to do.
  enum Library {
    REACTOR {
      @Override
      List<Long> evenOnOtherThreads(Flow.Publisher<Long> ours) {
        return JdkFlowAdapter.flowPublisherToFlux(ours)
            .publishOn(reactor.core.scheduler.Schedulers.parallel(), 16)
            .filter(x -> x % 2 == 0)
            .collectList()
            .blockOptional(PATIENCE)
            .orElseThrow();
      }

      @Override
      List<Long> firstThree(Flow.Publisher<Long> ours) {
        return JdkFlowAdapter.flowPublisherToFlux(ours)
            .limitRate(2)
            .take(3)
            .collectList()
            .blockOptional(PATIENCE)
            .orElseThrow();
      }

      @Override
      Flow.Publisher<Long> range(long end, AtomicLong asked, CountDownLatch cancelled) {
        return JdkFlowAdapter.publisherToFlowPublisher(
            Flux.range(1, (int) end)
                .map(Long::valueOf)
                .doOnRequest(asked::addAndGet)
                .doOnCancel(cancelled::countDown)
                .subscribeOn(reactor.core.scheduler.Schedulers.parallel(), true));
      }

      @Override
      Flow.Publisher<Long> failing(Exception failure) {
        return JdkFlowAdapter.publisherToFlowPublisher(
            Flux.just(1L).concatWith(Flux.error(failure)));
      }
    },
    RX_JAVA {
      @Override
      List<Long> evenOnOtherThreads(Flow.Publisher<Long> ours) {
        return Flowable.fromPublisher(FlowAdapters.toPublisher(ours))
            .observeOn(Schedulers.computation(), false, 16)
            .filter(x -> x % 2 == 0)
            .toList()
            .timeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
            .blockingGet();
      }

      @Override
      List<Long> firstThree(Flow.Publisher<Long> ours) {
        return Flowable.fromPublisher(FlowAdapters.toPublisher(ours))
            .rebatchRequests(2)
            .take(3)
            .toList()
            .timeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
            .blockingGet();
      }

      @Override
      Flow.Publisher<Long> range(long end, AtomicLong asked, CountDownLatch cancelled) {
        return flow(
            Flowable.rangeLong(1, end)
                .doOnRequest(asked::addAndGet)
                .doOnCancel(cancelled::countDown)
                .subscribeOn(Schedulers.computation(), true));
      }

      @Override
      Flow.Publisher<Long> failing(Exception failure) {
        return flow(Flowable.just(1L).concatWith(Flowable.error(failure)));
      }
    };

    /// Reads all of it, a few at a time, and filters it on its own threads.
    abstract List<Long> evenOnOtherThreads(Flow.Publisher<Long> ours);

    /// Reads three, two at a time, and cancels.
    abstract List<Long> firstThree(Flow.Publisher<Long> ours);

    /// Counts from one, on its own threads, and says what was asked for and whether it was
    /// cancelled.
    abstract Flow.Publisher<Long> range(long end, AtomicLong asked, CountDownLatch cancelled);

    /// One item, then a failure.
    abstract Flow.Publisher<Long> failing(Exception failure);

    static <T> Flow.Publisher<T> flow(Publisher<T> publisher) {
      return FlowAdapters.toFlowPublisher(publisher);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theyReadAllOfOurs(Library library) {
    Stream<Long> numbers = Stream.fromJavaStream(LongStream.rangeClosed(1, MANY));
    assertThat(library.evenOnOtherThreads(Bridge.toPublisher(numbers, spawner)))
        .isEqualTo(LongStream.rangeClosed(1, MANY / 2).map(x -> 2 * x).boxed().toList());
  }

  @ParameterizedTest
  @EnumSource
  void theyTakeAFewOfOursAndCancelTheRest(Library library) throws Exception {
    Endless endless = new Endless();
    assertThat(library.firstThree(Bridge.toPublisher(endless, spawner)))
        .containsExactly(1L, 2L, 3L);
    assertThat(endless.cancelled.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(endless.given).as("no more than they asked for").isLessThanOrEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource
  void theyAreToldOurFailures(Library library) {
    IOException broken = new IOException("broken");
    Stream<Long> failing =
        _ -> {
          throw broken;
        };
    Flow.Publisher<Long> ours = Bridge.toPublisher(failing, spawner);
    assertThatThrownBy(() -> library.firstThree(ours)).hasRootCause(broken);
  }

  @ParameterizedTest
  @EnumSource
  void weReadAllOfTheirs(Library library) throws Exception {
    List<Long> read = new ArrayList<>();
    Stream<Long> theirs = Stream.fromPublisher(library.range(MANY, asked, cancelled), 8);
    runtime.executor.blockOn(
        theirs.forEach(item -> {
          read.add(item);
          assertThat(asked.get() - read.size()).as("ahead of us").isLessThanOrEqualTo(8);
          return Future.ready(item);
        }));
    assertThat(read).isEqualTo(LongStream.rangeClosed(1, MANY).boxed().toList());
    assertThat(cancelled.getCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void weTakeAFewOfTheirsAndCancelTheRest(Library library) throws Exception {
    Stream<Long> theirs = Stream.fromPublisher(library.range(MANY, asked, cancelled), 4);
    try (var items = Bridge.toJavaStream(theirs, runtime.executor::blockOn)) {
      assertThat(items.limit(3)).containsExactly(1L, 2L, 3L);
    }
    assertThat(cancelled.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(asked.get()).isLessThanOrEqualTo(8);
  }

  @ParameterizedTest
  @EnumSource
  void weAreToldTheirFailures(Library library) {
    RuntimeException broken = new IllegalStateException("broken");
    BlockingIterator<Long> items =
        Bridge.toIterator(
            Stream.fromPublisher(library.failing(broken), 4), runtime.executor::blockOn);
    assertThat(items.next()).isEqualTo(1);
    assertThatThrownBy(items::hasNext).isSameAs(broken);
    assertThat(items.hasNext()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void thereAndBackAgain(Library library) {
    Stream<Long> theirs = Stream.fromPublisher(library.range(1_000, asked, cancelled), 8);
    assertThat(library.evenOnOtherThreads(Bridge.toPublisher(theirs.map(x -> 2 * x), spawner)))
        .isEqualTo(LongStream.rangeClosed(1, 1_000).map(x -> 2 * x).boxed().toList());
  }

  /// Counts up without end.
  private static final class Endless implements Stream<Long> {
    private volatile long given;
    final CountDownLatch cancelled = new CountDownLatch(1);

    @Override
    public Next<Long> pollNext(Context cx) {
      long next = given + 1;
      given = next;
      return Next.item(next);
    }

    @Override
    public void cancel() {
      cancelled.countDown();
    }
  }
}
