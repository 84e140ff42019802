package dev.wakeful.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import java.io.IOException;
import java.lang.reflect.Method;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A failure that comes after a suspension is caught where the await stands, as the object it is.
final class FailureTest {

  /// Neither an exception nor an error: the compiler would not let it through, but it can come.
  static final class Odd extends Throwable {}

  @ParameterizedTest
  @ValueSource(classes = {IOException.class, AssertionError.class, Odd.class})
  void anythingThrownIsCaughtInPlace(Class<? extends Throwable> type) throws Exception {
    Throwable thrown = type.getDeclaredConstructor().newInstance();
    String text =
        """
        class T { static Future<Throwable> f(Future<Integer> x) { return async(() -> {
          String before = "kept";
          try { await(x); return null; }
          catch (Throwable caught) { return before.equals("kept") ? caught : null; } }); } }
        """;
    Method method = Compiled.of(text).load().getDeclaredMethod("f", Future.class);
    method.setAccessible(true);
    boolean[] polled = {false};
    Future<Integer> failing =
        Future.pollFn(cx -> {
          if (polled[0]) {
            FailureTest.<RuntimeException>sneaky(thrown);
          }
          polled[0] = true;
          return Poll.pending();
        });
    Future<?> future = (Future<?>) method.invoke(null, failing);
    Context cx = Context.of(Waker.noop());

    assertThat(future.poll(cx).isPending()).isTrue();
    assertThat((Object) future.poll(cx).get()).isSameAs(thrown);
  }

  @SuppressWarnings("unchecked") // the cast is erased
  private static <E extends Throwable> void sneaky(Throwable thrown) throws E {
    throw (E) thrown;
  }
}
