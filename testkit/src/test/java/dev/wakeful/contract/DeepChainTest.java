package dev.wakeful.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.AwaitTrace;
import dev.wakeful.future.Future;
import dev.wakeful.task.Cancelled;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import dev.wakeful.testkit.TestTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Chains of a hundred thousand combinators: no stack overflows, and a wake-up costs what happens
/// and not the depth. Cost is counted, in polls of the leaves and in the frames above each.
class DeepChainTest {
  private static final int MANY = 100_000;

  /// More frames than this above a leaf would mean that its poll has gone through the chain.
  private static final int FRAMES = 600;

  private int leafPolls;
  private int leafCancels;
  private int mostFrames;

  /// Pending so often, then its value; counts.
  private Future<Integer> leaf(int pendings, int value) {
    return new Leaf(Scripted.value(pendings, value));
  }

  /// One combinator more on top of a chain, each adding one to the value.
  enum OnTop {
    MAP,
    AND_THEN,
    THEN,
    HANDLE,
    INSPECT,
    ALL_IN_TURN;

    Future<Integer> put(Future<Integer> chain, int at) {
      return switch (this) {
        case MAP -> chain.map(x -> x + 1);
        case AND_THEN -> chain.andThen(x -> Future.ready(x + 1));
        case THEN -> chain.then(outcome -> Future.ready(outcome.get() + 1));
        case HANDLE -> chain.handle(outcome -> outcome.get() + 1);
        case INSPECT -> chain.inspect(x -> {}).map(x -> x + 1);
        case ALL_IN_TURN -> values()[at % (values().length - 1)].put(chain, at);
      };
    }
  }

  private static Future<Integer> tower(OnTop kind, Future<Integer> bottom) {
    Future<Integer> chain = bottom;
    for (int i = 0; i < MANY; i++) {
      chain = kind.put(chain, i);
    }
    return chain;
  }

  @ParameterizedTest
  @EnumSource
  @Tag("F-1")
  @Tag("F-2")
  @Tag("F-15")
  void aTowerOfCombinatorsEndsAndItsBottomAloneIsPolled(OnTop kind) throws Exception {
    TestTask<Integer> task = TestTask.of(tower(kind, leaf(3, 0)));
    for (int i = 0; i < 3; i++) {
      assertThat(task.poll().isPending()).isTrue();
    }
    assertThat(task.poll()).isEqualTo(Poll.ready(MANY));
    assertThat(leafPolls).isEqualTo(4);
    assertThat(mostFrames).isLessThan(FRAMES);
  }

  @Test
  @Tag("F-15")
  void aTowerOfWaitsCostsEachWakeUpTheSame() throws Exception {
    Future<Integer> chain = leaf(1, 0);
    for (int i = 0; i < MANY; i++) {
      chain = chain.andThen(x -> leaf(1, x + 1));
    }
    TestTask<Integer> task = TestTask.of(chain);
    for (int i = 0; i <= MANY; i++) {
      assertThat(task.poll().isPending()).isTrue();
    }
    assertThat(task.poll()).isEqualTo(Poll.ready(MANY));
    assertThat(leafPolls).isEqualTo(2 * (MANY + 1));
    assertThat(mostFrames).isLessThan(FRAMES);
  }

  /// A recursion: what comes after the first future is the same again.
  enum Recursion {
    AND_THEN,
    THEN,
    OR_ELSE,
    FLATTEN,
    /// With work left to do after it, so that it is no tail call.
    AND_THEN_MAP,
    THEN_HANDLE_TWICE;

    Future<Integer> from(DeepChainTest test, int left, int pendings) {
      if (left == 0) {
        return Future.ready(0);
      }
      Future<Integer> leaf = test.leaf(pendings, 1);
      return switch (this) {
        case AND_THEN -> leaf.andThen(x -> from(test, left - 1, pendings));
        case THEN -> leaf.then(x -> from(test, left - 1, pendings));
        case OR_ELSE ->
            test.new Leaf(Scripted.<Integer>failure(pendings, new Exception("again")))
                .orElse(e -> from(test, left - 1, pendings));
        case FLATTEN -> Future.flatten(leaf.map(x -> from(test, left - 1, pendings)));
        case AND_THEN_MAP -> leaf.andThen(x -> from(test, left - 1, pendings)).map(x -> x + 1);
        case THEN_HANDLE_TWICE ->
            leaf.then(x -> from(test, left - 1, pendings))
                .handle(x -> x.get() + 1)
                .andThen(Future::ready);
      };
    }

    int result() {
      return this == AND_THEN_MAP || this == THEN_HANDLE_TWICE ? MANY : 0;
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("F-2")
  @Tag("F-3")
  @Tag("F-15")
  void aRecursionOfReadyFuturesEndsInOnePoll(Recursion recursion) throws Exception {
    TestTask<Integer> task = TestTask.of(recursion.from(this, MANY, 0));
    assertThat(task.poll()).isEqualTo(Poll.ready(recursion.result()));
    assertThat(leafPolls).isEqualTo(MANY);
    assertThat(mostFrames).isLessThan(FRAMES);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("F-2")
  @Tag("F-3")
  @Tag("F-15")
  void aRecursionOfWaitsCostsEachWakeUpTheSame(Recursion recursion) throws Exception {
    TestTask<Integer> task = TestTask.of(recursion.from(this, MANY, 1));
    for (int i = 0; i < MANY; i++) {
      assertThat(task.poll().isPending()).isTrue();
    }
    assertThat(task.poll()).isEqualTo(Poll.ready(recursion.result()));
    assertThat(leafPolls).isEqualTo(2 * MANY);
    assertThat(mostFrames).isLessThan(FRAMES);
  }

  @Test
  @Tag("F-14")
  void aFailureAndAnErrorGoUpATower() {
    Exception failure = new Exception("bottom");
    Future<Integer> chain = new Leaf(Scripted.failure(0, failure));
    for (int i = 0; i < MANY; i++) {
      chain = chain.map(x -> x).mapErr(e -> e);
    }
    TestTask<Integer> failing = TestTask.of(chain);
    assertThatThrownBy(failing::poll).isSameAs(failure);

    Error error = new Cancelled("bottom");
    TestTask<Integer> erring =
        TestTask.of(tower(OnTop.ALL_IN_TURN, new Leaf(Scripted.error(0, error))));
    assertThatThrownBy(erring::poll).isSameAs(error);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  @Tag("C-3")
  void aTowerIsCancelledAtItsBottom(int polls) throws Exception {
    Future<Integer> chain = tower(OnTop.ALL_IN_TURN, leaf(9, 0));
    for (int i = 0; i < polls; i++) {
      assertThat(chain.poll(Context.of(Waker.noop())).isPending()).isTrue();
    }
    chain.cancel();
    chain.cancel();
    assertThat(leafCancels).isEqualTo(1);
    assertThat(leafPolls).isEqualTo(polls);
    assertThatThrownBy(() -> chain.poll(Context.of(Waker.noop())))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void aTowerWaitsForTheCleanUpOfItsBottom(int polls) throws Exception {
    Context cx = Context.of(Waker.noop());
    Future<Integer> chain = tower(OnTop.ALL_IN_TURN, leaf(9, 0));
    for (int i = 0; i < polls; i++) {
      assertThat(chain.poll(cx).isPending()).isTrue();
    }
    assertThat(chain.pollCancel(cx).isPending()).isTrue();
    assertThat(chain.pollCancel(cx).isReady()).isTrue();
    chain.cancel();
    assertThat(leafCancels).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void aRecursionIsCancelledWhereItStands(Recursion recursion) throws Exception {
    Future<Integer> chain = recursion.from(this, MANY, 1);
    for (int i = 0; i < 1_000; i++) {
      assertThat(chain.poll(Context.of(Waker.noop())).isPending()).isTrue();
    }
    chain.cancel();
    chain.cancel();
    assertThat(leafCancels).isEqualTo(1);
  }

  @Test
  void aTowerShowsWhatItWaitsFor() throws Exception {
    Future<Integer> chain = leaf(9, 0);
    for (int i = 0; i < 300; i++) {
      chain = chain.map(x -> x);
    }
    List<String> fresh = AwaitTrace.of(chain).stream().map(AwaitTrace::toString).toList();
    assertThat(fresh).hasSize(301).startsWith("on map").endsWith("on leaf");
    assertThat(fresh.subList(0, 300)).containsOnly("on map");
    assertThat(chain.poll(Context.of(Waker.noop())).isPending()).isTrue();
    assertThat(AwaitTrace.of(chain).stream().map(AwaitTrace::toString))
        .as("nothing of how it is polled is shown")
        .isEqualTo(fresh);
    assertThat(AwaitTrace.of(tower(OnTop.MAP, leaf(1, 0)))).as("cut").hasSize(1_000);
  }

  @Test
  void deepInARecursionTheTraceIsThatOfTheWaitUnderWay() throws Exception {
    Future<Integer> chain = Recursion.AND_THEN_MAP.from(this, MANY, 1);
    for (int i = 0; i < 500; i++) {
      assertThat(chain.poll(Context.of(Waker.noop())).isPending()).isTrue();
    }
    List<String> trace = AwaitTrace.of(chain).stream().map(AwaitTrace::toString).toList();
    assertThat(trace)
        .startsWith("on map", "on andThen")
        .endsWith("on map", "on andThen", "on leaf");
  }

  @Test
  @Tag("C-3")
  void deepDownTooWhatIsOverSaysSo() throws Exception {
    Future<Integer> over = Future.ready(1).map(x -> x);
    over.cancel();
    Future<Integer> chain = over;
    for (int i = 0; i < 300; i++) {
      chain = chain.map(x -> x);
    }
    TestTask<Integer> task = TestTask.of(chain);
    assertThatThrownBy(task::poll)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("`map`");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  @Tag("F-15")
  void aDeepChainDoesWhatItsPartsDo(long seed) {
    for (int size = 90; size < 400; size += 37) {
      List<String> deep = run(new Maker(seed, size, false));
      List<String> shallow = run(new Maker(seed, size, true));
      assertThat(deep).isEqualTo(shallow);
    }
  }

  private static List<String> run(Maker maker) {
    TestTask<Integer> task = TestTask.of(maker.make());
    while (true) {
      try {
        maker.log.add("polled: " + task.poll());
        if (maker.log.getLast().contains("Ready")) {
          return maker.log;
        }
      } catch (Exception | Error e) {
        maker.log.add("failed: " + e);
        return maker.log;
      }
    }
  }

  /// Makes a chain by lot. With `cut`, a foreign future stands after every thirty, so that none is
  /// deep.
  private static final class Maker {
    final List<String> log = new ArrayList<>();
    private final Random lot;
    private final int size;
    private final boolean cut;

    Maker(long seed, int size, boolean cut) {
      this.lot = new Random(seed);
      this.size = size;
      this.cut = cut;
    }

    Future<Integer> make() {
      Future<Integer> chain = Scripted.value(1, 0);
      for (int i = 0; i < size; i++) {
        chain = onTop(chain, i);
        if (cut && i % 30 == 29) {
          Future<Integer> part = chain;
          chain = cx -> part.poll(cx);
        }
      }
      return chain;
    }

    private Future<Integer> onTop(Future<Integer> chain, int at) {
      int pendings = lot.nextInt(10) == 0 ? 1 : 0;
      return switch (lot.nextInt(12)) {
        case 0, 1 -> chain.map(x -> noted("map", at, x));
        case 2 ->
            chain.map(x -> {
              throw new Exception("map " + at);
            });
        case 3, 4 -> chain.andThen(x -> Scripted.value(pendings, noted("andThen", at, x)));
        case 5 -> chain.andThen(x -> Future.ready(x).map(y -> noted("inner map", at, y)));
        case 6 -> chain.then(o -> Scripted.value(pendings, noted("then " + o, at, 1)));
        case 7 -> chain.orElse(e -> Scripted.value(pendings, noted("orElse " + e, at, 1)));
        case 8 -> chain.mapErr(e -> new Exception("mapErr " + noted("mapErr " + e, at, 1)));
        case 9 -> chain.recover(e -> noted("recover " + e, at, 1));
        case 10 -> chain.inspect(x -> noted("inspect", at, x)).catching().map(o -> o.get());
        default ->
            chain.andThen(
                x -> Future.<Integer>failed(new Exception("a " + at)).orElse(Future::failed));
      };
    }

    private int noted(String what, int at, int value) {
      log.add(what + " " + at + ": " + value);
      return value + 1;
    }
  }

  /// Counts what is done to it, and the frames above it.
  private final class Leaf implements Future<Integer> {
    private final Scripted<Integer> script;
    private boolean ending;

    Leaf(Scripted<Integer> script) {
      this.script = script;
    }

    @Override
    public Poll<Integer> poll(Context cx) throws Exception {
      leafPolls++;
      if (Integer.bitCount(leafPolls) == 1 || leafPolls % 1_000 == 0) {
        int frames = StackWalker.getInstance().walk(stack -> (int) stack.count());
        mostFrames = Math.max(mostFrames, frames);
      }
      return script.poll(cx);
    }

    @Override
    public void cancel() {
      leafCancels++;
    }

    @Override
    public Poll<Void> pollCancel(Context cx) {
      boolean first = !ending;
      ending = true;
      cx.waker().wake();
      return first ? Poll.pending() : Poll.done();
    }

    @Override
    public String toString() {
      return "leaf";
    }
  }
}
