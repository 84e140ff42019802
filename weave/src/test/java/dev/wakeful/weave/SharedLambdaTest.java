package dev.wakeful.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Several lambdas and method references with one method behind them. Without debug tables javac
/// writes equal lambdas once. (The fuzzer found both.)
final class SharedLambdaTest {

  private static Object run(String text, String... options) throws Exception {
    Method method = Compiled.of(text, options).load().getDeclaredMethod("f");
    method.setAccessible(true);
    Future<?> future = (Future<?>) method.invoke(null);
    return ((Poll<?>) future.poll(Context.of(Waker.noop()))).get();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-g", "-g:none"})
  void aBodyAndAPlainLambdaMayBeEqual(String debug) throws Exception {
    String text =
        """
        class T { static Future<List<Integer>> f() { return async(() -> {
          java.util.function.Supplier<Integer> plain = () -> 7;
          Future<Integer> body = async((AsyncBody<Integer>) () -> 7);
          return List.of(plain.get(), await(body)); }); } }
        """;
    assertThat(run(text, debug)).isEqualTo(List.of(7, 7));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-g", "-g:none"})
  void twoKindsOfBodiesMayBeEqual(String debug) throws Exception {
    String text =
        """
        class T { static Future<String> f() { return async(() -> {
          AsyncBody<Integer> one = () -> await(Future.ready(3));
          AsyncBody<Object> other = () -> await(Future.ready(3));
          return "" + await(one.start()) + await(other.start()); }); } }
        """;
    assertThat(run(text, debug)).isEqualTo("33");
  }

  @Test
  void oneMethodMayBeSeveralBodiesByReference() throws Exception {
    String text =
        """
        class T { static <X> X id(X x) { return x; }
          static int twice(int x) throws Exception { return x + await(Future.ready(x)); }
          static Future<String> f() { return async(() -> {
            AsyncFunction<Boolean, Boolean> one = T::id;
            AsyncFunction<long[], long[]> other = T::id;
            AsyncFunction<Integer, Integer> third = T::twice;
            AsyncConsumer<Integer> fourth = T::twice;
            await(fourth.start(1));
            return "" + await(one.start(true)) + await(other.start(new long[] {5}))[0]
              + await(third.start(4)); }); } }
        """;
    assertThat(run(text)).isEqualTo("true58");
  }

  @Test
  void weavingAgainChangesNothing() {
    String text =
        """
        class T { static <X> X id(X x) { return x; }
          static int twice(int x) throws Exception { return x + await(Future.ready(x)); }
          static Object f() {
            AsyncFunction<Boolean, Boolean> one = T::id;
            AsyncFunction<Integer, Integer> third = T::twice;
            return List.of(one, third, async(() -> 1)); } }
        """;
    Weaving once = Compiled.of(text).woven();
    Weaving twice = Weaver.weave(once.classFile());
    assertThat(once.frames()).hasSize(3);
    assertThat(twice.findings()).isEmpty();
    assertThat(twice.classFile()).isSameAs(once.classFile());
  }
}
