package dev.wakeful.contract;

import static dev.wakeful.contract.StreamScript.WAIT;
import static dev.wakeful.contract.StreamScript.play;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.Outcome;
import dev.wakeful.stream.FusedStream;
import dev.wakeful.stream.Indexed;
import dev.wakeful.stream.Next;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Context;
import dev.wakeful.testkit.CountingWaker;
import dev.wakeful.testkit.TestStream;
import dev.wakeful.testkit.TestTask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What each adapter does that runs plain functions; what all of them owe is in
/// [StreamContractTest].
@Tag("W-1")
class StreamAdaptersTest {

  @Test
  @Tag("F-42")
  void filterLeavesOutWhatFailsTheTest() {
    assertThat(play(Stream.of(1, 2, 3, 4).filter(x -> x % 2 == 0))).containsExactly(2, 4);
  }

  @Test
  @Tag("F-42")
  void filterMapDoesBoth() {
    assertThat(
            play(
                Stream.of(1, 2, 3).filterMap(x -> x == 2 ? Optional.empty() : Optional.of("" + x))))
        .containsExactly("1", "3");
  }

  @Test
  void mapWhileEndsAtTheFirstNothingAndCancelsTheRest() {
    StreamScript<Integer> source = StreamScript.of(1, 2, 3);
    assertThat(play(source.mapWhile(x -> x == 2 ? Optional.empty() : Optional.of(-x))))
        .containsExactly(-1);
    assertThat(source.cancels).isEqualTo(1);
    assertThat(source.polls).isEqualTo(2);
  }

  @Test
  @Tag("F-42")
  void takeWhileEndsAtTheFirstThatFailsAndCancelsTheRest() {
    StreamScript<Integer> source = StreamScript.of(1, 2, 1);
    assertThat(play(source.takeWhile(x -> x < 2))).containsExactly(1);
    assertThat(source.cancels).isEqualTo(1);
  }

  @Test
  @Tag("F-42")
  void skipWhileTestsNoMoreAfterTheFirstThatFails() {
    List<Integer> tested = new ArrayList<>();
    Stream<Integer> rest =
        Stream.of(1, 2, 3, 1)
            .skipWhile(x -> {
              tested.add(x);
              return x < 2;
            });
    assertThat(play(rest)).containsExactly(2, 3, 1);
    assertThat(tested).containsExactly(1, 2);
  }

  @Test
  @Tag("F-59")
  void whatATestThrowsIsTheFailureOfThatItem() {
    ArithmeticException failure = new ArithmeticException("zero");
    Stream<Integer> source = Stream.of(1, 0, 2);
    assertThat(play(source.filter(x -> nonZero(x, failure)))).containsExactly(1, failure, 2);
    assertThat(play(Stream.of(1, 0, 2).takeWhile(x -> nonZero(x, failure))))
        .containsExactly(1, failure, 2);
    assertThat(play(Stream.of(0, 1).skipWhile(x -> !nonZero(x, failure))))
        .containsExactly(failure, 1);
  }

  private static boolean nonZero(int x, ArithmeticException failure) {
    if (x == 0) {
      throw failure;
    }
    return true;
  }

  @Test
  @Tag("F-43")
  void takeCancelsTheRestWithItsLastItem() throws Exception {
    StreamScript<Integer> source = StreamScript.of(1, new Exception("not counted"), 2, 3);
    TestStream<Integer> taken = TestStream.of(source.take(2));
    assertThat(taken.pollNext()).isEqualTo(Next.item(1));
    assertThatThrownBy(taken::pollNext).hasMessage("not counted");
    assertThat(source.cancels).isZero();
    assertThat(taken.pollNext()).isEqualTo(Next.item(2));
    assertThat(source.cancels).isEqualTo(1);
    assertThat(taken.pollNext()).isEqualTo(Next.end());
  }

  @Test
  @Tag("F-43")
  void takeZeroEndsWithoutAPoll() throws Exception {
    StreamScript<Integer> source = StreamScript.of(1);
    assertThat(TestStream.of(source.take(0)).pollNext()).isEqualTo(Next.end());
    assertThat(source.polls).isZero();
    assertThat(source.cancels).isEqualTo(1);
  }

  @Test
  @Tag("F-43")
  void skipLeavesOutTheFirst() {
    assertThat(play(Stream.of(1, 2, 3).skip(2))).containsExactly(3);
    assertThat(play(Stream.of(1).skip(2))).isEmpty();
  }

  @Test
  @Tag("F-43")
  void aNegativeNumberOfItemsIsRefused() {
    assertThatThrownBy(() -> Stream.of(1).take(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("`take` wants a number of items, 0 or more, not -1");
    assertThatThrownBy(() -> Stream.of(1).skip(-2)).hasMessageContaining("`skip`");
  }

  @Test
  @Tag("F-43")
  void chainPollsTheSecondWhenTheFirstHasEnded() throws Exception {
    StreamScript<Integer> first = StreamScript.of(1, WAIT);
    StreamScript<Integer> second = StreamScript.of(2, WAIT, 3);
    Stream<Integer> chain = first.chain(second);
    TestStream<Integer> task = TestStream.of(chain);
    assertThat(task.pollNext()).isEqualTo(Next.item(1));
    assertThat(task.pollNext()).isEqualTo(Next.pending());
    assertThat(second.polls).isZero();
    assertThat(play(chain)).containsExactly(2, 3);
    assertThat(play(chain)).isEmpty();
    task.cancel();
    assertThat(first.cancels + second.cancels).isZero();
  }

  @Test
  @Tag("F-43")
  void chainCancelsBoth() {
    StreamScript<Integer> first = StreamScript.of(1);
    StreamScript<Integer> second = StreamScript.of(2);
    second.cleanUps = 1;
    Stream<Integer> chain = first.chain(second);
    CountingWaker waker = new CountingWaker();
    assertThat(chain.pollCancel(Context.of(waker)).isPending()).isTrue();
    assertThat(first.cleanedUp).isTrue();
    assertThat(chain.pollCancel(Context.of(waker)).isReady()).isTrue();
    assertThat(second.cleanedUp).isTrue();
    assertThat(chain.pollCancel(Context.of(waker)).isReady()).isTrue();
    assertThat(play(chain)).isEmpty();

    StreamScript<Integer> third = StreamScript.of(1);
    StreamScript<Integer> fourth = StreamScript.of(2);
    Stream<Integer> cancelled = third.chain(fourth);
    cancelled.cancel();
    cancelled.cancel();
    assertThat(play(cancelled)).isEmpty();
    assertThat(third.cancels).isEqualTo(1);
    assertThat(fourth.cancels).isEqualTo(1);
  }

  @Test
  @Tag("F-43")
  @Tag("C-20")
  void fuseKnowsWhetherItHasEnded() throws Exception {
    FusedStream<Integer> fused = StreamScript.<Integer>of(1).fuse();
    assertThat(fused.isTerminated()).isFalse();
    assertThat(TestStream.of(fused).pollNext()).isEqualTo(Next.item(1));
    assertThat(fused.isTerminated()).as("not before it has said so").isFalse();
    assertThat(TestStream.of(fused).pollNext()).isEqualTo(Next.end());
    assertThat(fused.isTerminated()).isTrue();

    FusedStream<Integer> cancelled = StreamScript.<Integer>of(1).fuse();
    cancelled.cancel();
    assertThat(cancelled.isTerminated()).isTrue();
  }

  @Test
  @Tag("F-43")
  void byRefLendsAStreamToWhatWouldOwnIt() throws Exception {
    StreamScript<Integer> lines = StreamScript.of(1, 2, 3, 4);
    assertThat(TestTask.of(lines.byRef().take(2).toList()).poll().get()).containsExactly(1, 2);
    Stream<Integer> dropped = lines.byRef();
    assertThat(TestStream.of(dropped).pollNext()).isEqualTo(Next.item(3));
    dropped.cancel();
    assertThat(TestStream.of(dropped).pollNext()).isEqualTo(Next.end());
    assertThat(lines.cancels).isZero();
    Stream<Integer> rest = lines.byRef();
    assertThat(play(rest)).containsExactly(4);
    assertThat(TestStream.of(rest).pollNext()).isEqualTo(Next.end());
    assertThat(rest).hasToString("byRef");
  }

  @Test
  @Tag("F-41")
  void enumerateCountsItemsAndNotFailures() {
    Exception failure = new Exception("x");
    assertThat(play(StreamScript.of("a", failure, "b").enumerate()))
        .containsExactly(new Indexed<>(0, "a"), failure, new Indexed<>(1, "b"));
  }

  @Test
  @Tag("F-41")
  void scanGivesEachSumAndKeepsItOverAFailure() {
    ArithmeticException failure = new ArithmeticException();
    Stream<Integer> sums =
        Stream.of(1, 0, 2).scan(10, (sum, x) -> nonZero(x, failure) ? sum + x : sum);
    assertThat(play(sums)).containsExactly(11, failure, 13);
  }

  @Test
  @Tag("F-41")
  void scanEndsEarlyByTakeWhile() {
    StreamScript<Integer> source = StreamScript.of(1, 2, 3, 4);
    assertThat(play(source.scan(0, Integer::sum).takeWhile(sum -> sum < 5))).containsExactly(1, 3);
    assertThat(source.cancels).isEqualTo(1);
  }

  @Test
  @Tag("F-41")
  @Tag("F-59")
  void inspectSeesItemsAndInspectErrFailures() {
    Exception failure = new Exception("x");
    List<Object> seen = new ArrayList<>();
    Stream<Integer> source = StreamScript.of(1, failure, 2);
    assertThat(play(source.inspect(seen::add).inspectErr(seen::add)))
        .containsExactly(1, failure, 2);
    assertThat(seen).containsExactly(1, failure, 2);
  }

  @Test
  @Tag("F-59")
  void mapErrChangesEachFailure() {
    Exception failure = new Exception("x");
    List<@Nullable Object> log =
        play(
            StreamScript.<Integer>of(1, failure, 2, failure)
                .mapErr(e -> new IllegalStateException(e)));
    assertThat(log).hasSize(4);
    assertThat(log.get(1))
        .isInstanceOfSatisfying(IllegalStateException.class, e -> assertThat(e).hasCause(failure));
    assertThat(log.get(3)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  @Tag("F-56")
  void catchingMakesItemsOfFailuresAndGoesOn() {
    Exception failure = new Exception("x");
    assertThat(play(StreamScript.<Integer>of(1, failure, 2).catching()))
        .containsExactly(
            new Outcome.Success<>(1), new Outcome.Failure<>(failure), new Outcome.Success<>(2));
  }

  @Test
  @Tag("F-46")
  void flatMapGivesOneStreamAfterTheOther() {
    Exception failure = new Exception("inner");
    Stream<Integer> flat =
        Stream.of(1, 2, 3)
            .flatMap(x -> x == 2 ? Stream.empty() : StreamScript.<Integer>of(x, WAIT, failure, -x));
    assertThat(play(flat)).containsExactly(1, failure, -1, 3, failure, -3);
  }

  @Test
  @Tag("F-46")
  void flattenNeedsNoFunction() {
    Stream<Integer> flat = Stream.flatten(Stream.of(Stream.of(1, 2), Stream.of(3)));
    assertThat(flat).hasToString("flatten");
    assertThat(play(flat)).containsExactly(1, 2, 3);
  }

  @Test
  @Tag("F-46")
  void flatMapFailsForOneItemWhenItsFunctionThrows() {
    ArithmeticException failure = new ArithmeticException("zero");
    Stream<Integer> flat =
        Stream.of(1, 0, 2).flatMap(x -> nonZero(x, failure) ? Stream.of(x) : Stream.empty());
    assertThat(play(flat)).containsExactly(1, failure, 2);
  }

  @Test
  @Tag("F-46")
  void flatMapWaitsForTheCleanUpOfBothStreams() throws Exception {
    StreamScript<Integer> outer = StreamScript.of(1, 2);
    StreamScript<Integer> inner = StreamScript.of(WAIT, 1);
    outer.cleanUps = 1;
    inner.cleanUps = 2;
    Stream<Integer> flat = outer.flatMap(x -> inner);
    assertThat(TestStream.of(flat).pollNext()).isEqualTo(Next.pending());
    CountingWaker waker = new CountingWaker();
    assertThat(flat.pollCancel(Context.of(waker)).isPending()).isTrue();
    assertThat(flat.pollCancel(Context.of(waker)).isPending()).isTrue();
    assertThat(outer.cleanedUp).isTrue();
    assertThat(inner.cleanedUp).isFalse();
    assertThat(flat.pollCancel(Context.of(waker)).isReady()).isTrue();
    assertThat(inner.cleanedUp).isTrue();
  }

  @Test
  @Tag("F-46")
  void flatMapCancelsBothStreams() throws Exception {
    StreamScript<Integer> outer = StreamScript.of(1, 2);
    StreamScript<Integer> inner = StreamScript.of(WAIT, 1);
    TestStream<Integer> flat = TestStream.of(outer.flatMap(x -> inner));
    assertThat(flat.pollNext()).isEqualTo(Next.pending());
    flat.cancel();
    assertThat(outer.cancels).isEqualTo(1);
    assertThat(inner.cancels).isEqualTo(1);
    assertThat(flat.pollNext()).isEqualTo(Next.end());
  }

  @Test
  @Tag("F-52")
  void chunksWaitsUntilAChunkIsFull() throws Exception {
    TestStream<List<Integer>> chunks =
        TestStream.of(StreamScript.<Integer>of(1, WAIT, 2, 3).chunks(2));
    assertThat(chunks.pollNext()).isEqualTo(Next.pending());
    assertThat(chunks.pollNext()).isEqualTo(Next.item(List.of(1, 2)));
    assertThat(chunks.pollNext()).isEqualTo(Next.item(List.of(3)));
    assertThat(chunks.pollNext()).isEqualTo(Next.end());
  }

  @Test
  @Tag("F-52")
  void chunksForgetsWhatItGatheredWhenItIsCancelled() throws Exception {
    TestStream<List<Integer>> chunks = TestStream.of(StreamScript.<Integer>of(1, WAIT).chunks(2));
    assertThat(chunks.pollNext()).isEqualTo(Next.pending());
    chunks.cancel();
    assertThat(chunks.pollNext()).isEqualTo(Next.end());
  }

  @Test
  @Tag("F-52")
  void readyChunksGivesWhatIsThere() throws Exception {
    TestStream<List<Integer>> chunks =
        TestStream.of(StreamScript.<Integer>of(1, 2, 3, WAIT, WAIT, 4).readyChunks(2));
    assertThat(chunks.pollNext()).isEqualTo(Next.item(List.of(1, 2)));
    assertThat(chunks.pollNext()).isEqualTo(Next.item(List.of(3)));
    assertThat(chunks.pollNext()).isEqualTo(Next.pending());
    assertThat(chunks.pollNext()).isEqualTo(Next.item(List.of(4)));
    assertThat(chunks.pollNext()).isEqualTo(Next.end());
  }

  @Test
  @Tag("F-53")
  void aFailureDoesNotLoseThePartialChunk() {
    Exception failure = new Exception("x");
    Object[] script = {1, 2, 3, failure, failure, 4};
    List<?> expected = Arrays.asList(List.of(1, 2), List.of(3), failure, failure, List.of(4));
    assertThat(play(StreamScript.<Integer>of(script).chunks(2))).isEqualTo(expected);
    assertThat(play(StreamScript.<Integer>of(script).readyChunks(2))).isEqualTo(expected);
  }

  @Test
  @Tag("F-52")
  void aChunkOfNothingIsRefused() {
    assertThatThrownBy(() -> Stream.of(1).chunks(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("`chunks` wants a size of 1 item or more, not 0");
    assertThatThrownBy(() -> Stream.of(1).readyChunks(-1)).hasMessageContaining("`readyChunks`");
  }
}
