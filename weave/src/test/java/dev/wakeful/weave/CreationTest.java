package dev.wakeful.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import java.lang.reflect.Method;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Objects whose constructor is called after an await. Before a `try` in a switch expression javac
/// puts the stack aside, in variables, and with it objects that have not been constructed. (The
/// fuzzer found it.)
final class CreationTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return \"\" + new P(TRY, 3);",
        "P p = new P(1, TRY); return \"\" + p;",
        "new P(TRY, 4); return \"P[a=4, b=4]\";",
        "return \"\" + new P(new P(1, TRY).b(), new P(TRY, 2).a());",
        "for (int i = 0; ; i++) { P p = new P(i, TRY); if (i == 2) return \"\" + p; }",
      })
  void anObjectMayWaitInAVariableForItsConstructor(String statements) throws Exception {
    String text =
        """
        class T { record P(int a, int b) {}
          static Future<String> f(Future<Integer> x) { return async(() -> { STATEMENTS }); } }
        """
            .replace("STATEMENTS", statements)
            .replace(
                "TRY",
                "switch (4) { case 4: try { yield await(x); } finally { T.class.getName(); }"
                    + " default: yield 9; }");
    Method method = Compiled.of(text).load().getDeclaredMethod("f", Future.class);
    method.setAccessible(true);
    Context cx = Context.of(Waker.noop());
    int[] polls = {0};
    Future<?> future = (Future<?>) method.invoke(null, again(polls));
    Poll<?> answer = future.poll(cx);
    while (answer.isPending()) {
      answer = future.poll(cx);
    }
    assertThat(answer.get().toString()).startsWith("P[a=").endsWith("]");
    assertThat(polls[0]).isEven().isPositive();
  }

  /// A future that may be awaited again and again, pending once each time.
  private static Future<Integer> again(int[] polls) {
    return new Future<>() {
      @Override
      public Poll<Integer> poll(Context cx) {
        return polls[0]++ % 2 == 0 ? Poll.pending() : Poll.ready(4);
      }
    };
  }
}
