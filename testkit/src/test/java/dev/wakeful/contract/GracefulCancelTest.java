package dev.wakeful.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.future.AbortHandle;
import dev.wakeful.future.Future;
import dev.wakeful.future.Futures;
import dev.wakeful.future.Pair;
import dev.wakeful.future.Timers;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Slots;
import dev.wakeful.task.Waker;
import dev.wakeful.testkit.CountingWaker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every combinator passes [Future#pollCancel] on to the children it is waiting for.
class GracefulCancelTest {
  private final Slots slots = Slots.none().with(Timers.SLOT, new CombinatorsTest.HandTimers());
  private final List<String> log = new ArrayList<>();

  /// A combinator, waiting for one child or two.
  enum Waiting {
    MAP,
    MAP_ERR,
    AND_THEN,
    AND_THEN_SECOND,
    THEN,
    THEN_SECOND,
    OR_ELSE,
    OR_ELSE_SECOND,
    FUSE,
    CATCHING,
    FLATTEN_SECOND,
    MAYBE_DONE,
    ABORTABLE,
    SHARED,
    REMOTE_DRIVER,
    TIMEOUT,
    FOR_EACH,
    FOLD,
    FOLD_ASYNC,
    AND_THEN_OF_A_STREAM,
    UNFOLD,
    FOR_EACH_CONCURRENT,
    CANCEL_WITHIN,
    JOIN,
    RACE,
    TRY_JOIN,
    SELECT,
    SELECT_ALL,
    SELECT_OK
  }

  private Future<?> make(Waiting waiting) {
    return switch (waiting) {
      case MAP -> child("a", 2).map(x -> x);
      case MAP_ERR -> child("a", 2).mapErr(e -> e);
      case AND_THEN -> child("a", 2).andThen(x -> Future.ready(x));
      case AND_THEN_SECOND -> Future.ready(1).andThen(x -> child("a", 2));
      case THEN -> child("a", 2).then(x -> Future.ready(1));
      case THEN_SECOND -> Future.ready(1).then(x -> child("a", 2));
      case OR_ELSE -> child("a", 2).orElse(e -> Future.ready(1));
      case OR_ELSE_SECOND ->
          Future.<Integer>failed(new Exception("first")).orElse(e -> child("a", 2));
      case FUSE -> child("a", 2).fuse();
      case CATCHING -> child("a", 2).catching();
      case FLATTEN_SECOND -> Future.flatten(Future.ready(child("a", 2)));
      case MAYBE_DONE -> child("a", 2).maybeDone();
      case ABORTABLE -> child("a", 2).abortable(new AbortHandle());
      case SHARED -> child("a", 2).shared();
      case REMOTE_DRIVER -> child("a", 2).remoteHandle().driver();
      case TIMEOUT -> child("a", 2).timeout(Duration.ofDays(1));
      case FOR_EACH -> Stream.fromIterable(List.of(1, 2)).forEach(x -> child("a", 2));
      case FOLD -> Stream.once(child("a", 2)).fold(0, Integer::sum);
      case FOLD_ASYNC -> Stream.of(1, 2).foldAsync(0, (sum, x) -> child("a", 2));
      case AND_THEN_OF_A_STREAM -> Stream.of(1).andThen(x -> child("a", 2)).count();
      case UNFOLD ->
          Stream.unfold(1, n -> child("a", 2).map(x -> Optional.of(new Pair<>(x, n)))).count();
      case FOR_EACH_CONCURRENT ->
          Stream.fromIterable(List.of(1)).forEachConcurrent(2, x -> child("a", 2));
      case CANCEL_WITHIN -> child("a", 3).cancelWithin(Duration.ofDays(1));
      case JOIN -> child("a", 2).join(child("b", 1));
      case RACE -> child("a", 2).race(child("b", 1));
      case TRY_JOIN -> Futures.tryJoin(child("a", 2), child("b", 1), child("c", 0));
      case SELECT -> Futures.select().on(child("a", 2), x -> x).on(child("b", 1), x -> x);
      case SELECT_ALL -> Futures.selectAll(List.of(child("a", 2), child("b", 1)));
      case SELECT_OK -> Futures.selectOk(List.of(child("a", 2), child("b", 1)));
    };
  }

  private Child child(String name, int cleanUps) {
    return new Child(name, cleanUps);
  }

  private Context context(Waker waker) {
    return Context.of(waker, slots);
  }

  @ParameterizedTest
  @EnumSource
  void itWaitsForTheCleanUpOfItsChildren(Waiting waiting) throws Exception {
    Future<?> future = make(waiting);
    assertThat(future.poll(context(Waker.noop())).isPending()).isTrue();
    log.clear();
    CountingWaker waker = new CountingWaker();
    assertThat(future.pollCancel(context(waker)).isPending()).isTrue();
    assertThat(waker.count()).as("the child has the waker").isPositive();
    assertThat(future.pollCancel(context(waker)).isPending()).isTrue();
    assertThat(future.pollCancel(context(waker)).isReady()).isTrue();
    assertThat(log.stream().filter("a ends"::equals)).hasSize(2);
    assertThat(log.stream().filter("a over"::equals)).hasSize(1);
    List<String> all = List.copyOf(log);
    assertThat(future.pollCancel(context(waker)).isReady()).isTrue();
    future.cancel();
    assertThat(log).as("nothing is done twice").isEqualTo(all);
  }

  @ParameterizedTest
  @EnumSource
  void aHardCancelCutsItShort(Waiting waiting) throws Exception {
    Future<?> future = make(waiting);
    assertThat(future.poll(context(Waker.noop())).isPending()).isTrue();
    assertThat(future.pollCancel(context(Waker.noop())).isPending()).isTrue();
    log.clear();
    future.cancel();
    assertThat(log).contains("a cancelled").doesNotContain("a ends");
    int done = log.size();
    future.cancel();
    assertThat(log).hasSize(done);
  }

  @Test
  void theTwoOfAJoinHaveTheirTimeTogether() throws Exception {
    Future<?> join = child("a", 1).join(child("b", 2));
    assertThat(join.poll(context(Waker.noop())).isPending()).isTrue();
    assertThat(join.pollCancel(context(Waker.noop())).isPending()).isTrue();
    assertThat(join.pollCancel(context(Waker.noop())).isPending()).isTrue();
    assertThat(join.pollCancel(context(Waker.noop())).isReady()).isTrue();
    assertThat(log).containsExactly("a ends", "b ends", "a over", "b ends", "b over");
  }

  /// Never ready; its clean-up takes so many polls.
  private final class Child implements Future<Integer> {
    private final String name;
    private int cleanUps;

    Child(String name, int cleanUps) {
      this.name = name;
      this.cleanUps = cleanUps;
    }

    @Override
    public Poll<Integer> poll(Context cx) {
      return Poll.pending();
    }

    @Override
    public Poll<Void> pollCancel(Context cx) {
      if (cleanUps-- > 0) {
        log.add(name + " ends");
        cx.waker().wake();
        return Poll.pending();
      }
      log.add(name + " over");
      return Poll.done();
    }

    @Override
    public void cancel() {
      log.add(name + " cancelled");
    }
  }
}
