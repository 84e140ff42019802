package dev.wakeful.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is in the frame of a body: how many fields, of which types, and what is let go when.
final class FrameTest {

  private static List<String> fieldsOf(Object frame) {
    return Arrays.stream(frame.getClass().getDeclaredFields())
        .map(field -> field.getType().getSimpleName())
        .sorted()
        .toList();
  }

  private static Object value(Object frame, Class<?> type) throws IllegalAccessException {
    for (Field field : frame.getClass().getDeclaredFields()) {
      if (field.getType() == type) {
        field.setAccessible(true);
        return field.get(frame);
      }
    }
    throw new AssertionError("no field of type " + type);
  }

  private static Future<?> start(String text, String[] options, Object... arguments)
      throws Exception {
    Class<?> type = Compiled.of(text, options).load();
    Method method =
        Arrays.stream(type.getDeclaredMethods())
            .filter(each -> each.getName().equals("f"))
            .findFirst()
            .orElseThrow();
    method.setAccessible(true);
    Future<?> future = (Future<?>) method.invoke(null, arguments);
    assertThat(future.getClass().getName()).startsWith("T$async$");
    return future;
  }

  private static void poll(Future<?> future) throws Exception {
    assertThat(future.poll(Context.of(Waker.noop())).isPending()).isTrue();
  }

  @Test
  void whatIsNeverAssignedHasOneFieldAndWhatDoesNotOverlapSharesOne() throws Exception {
    Future<?> frame =
        start(
            """
            class T { static Future<Integer> f(Future<Integer> x) { return async(() -> {
              int sum;
              { int a = await(x); await(x); sum = a; }
              { int b = await(x); await(x); sum += b; }
              { String c = "" + await(x); await(x); sum += c.length(); }
              { Integer d = await(x); await(x); sum += d; }
              return sum; }); } }
            """,
            new String[] {"-g:none"},
            Future.ready(1));
    // sum; a and b share one; c; d, which is no class that the code is sure to be allowed to cast
    // to
    assertThat(fieldsOf(frame)).hasSizeLessThanOrEqualTo(4).doesNotContain("Future");
    assertThat(fieldsOf(frame).stream().filter("int"::equals)).hasSize(2);
  }

  @Test
  void whatNobodyReadsAnyMoreIsLetGo() throws Exception {
    String text =
        """
        class T { static Future<Integer> f(Future<Integer> x, Future<Integer> never) {
          return async(() -> {
            byte[] big = new byte[100];
            big[0] = (byte) (int) await(x);
            int first = big[0];
            await(never);
            return first; }); } }
        """;
    Future<Integer> second = Future.pending();
    Future<?> frame = start(text, new String[] {"-g:none"}, onePending(), second);
    poll(frame);
    assertThat(value(frame, byte[].class)).isInstanceOf(byte[].class);
    poll(frame);
    assertThat(value(frame, byte[].class)).isNull();
  }

  @Test
  void aVariableThatADebuggerCanSeeIsKept() throws Exception {
    String text =
        """
        class T { static Future<Integer> f(Future<Integer> never) {
          return async(() -> { byte[] seen = new byte[100]; await(never); return 1; }); } }
        """;
    Future<?> debugged = start(text, new String[] {"-g"}, Future.pending());
    poll(debugged);
    assertThat(value(debugged, byte[].class)).isInstanceOf(byte[].class);
    Future<?> bare = start(text, new String[] {"-g:none"}, Future.pending());
    assertThat(fieldsOf(bare)).doesNotContain("byte[]");
  }

  @Test
  void onlyABodyThatCanCleanUpKeepsTheSlots() throws Exception {
    Future<?> plain =
        start(
            "class T { static Future<Integer> f(Future<Integer> x) { return async(() ->"
                + " await(x)); } }",
            new String[0],
            Future.ready(1));
    assertThat(fieldsOf(plain)).isEmpty();
    Future<?> cleaning =
        start(
            "class T { static Future<Integer> f(Future<Integer> x) { return async(() -> { try {"
                + " return await(x); } finally { x.cancel(); } }); } }",
            new String[0],
            Future.ready(1));
    assertThat(fieldsOf(cleaning)).containsExactly("Slots");
  }

  @Test
  void whatIsAwaitedHasNoFieldOfItsOwn() throws Exception {
    Future<?> captured =
        start(
            "class T { static Future<Integer> f(Future<Integer> x, int n) { return async(() -> {"
                + " int sum = 0; for (int i = 0; i < n; i++) { sum += await(x); }"
                + " return sum; }); } }",
            new String[] {"-g"},
            Future.pending(),
            3);
    assertThat(fieldsOf(captured)).containsExactly("int", "int", "int");
    Future<?> local =
        start(
            "class T { static Future<Integer> f(int n) { return async(() -> {"
                + " Future<Integer> x = Future.pending(); return await(x) + n; }); } }",
            new String[] {"-g"},
            3);
    assertThat(fieldsOf(local)).containsExactly("int");
  }

  @Test
  void whatIsNeededAtTheAwaitOfAnotherHasAField() throws Exception {
    String text =
        "class T { static Future<Integer> f(Future<Integer> x, Future<Integer> y) {"
            + " return async(() -> await(x) + await(y) + await(x)); } }";
    Future<?> twice = start(text, new String[] {"-g:none"}, secondPoll(), onePending());
    assertThat(fieldsOf(twice)).containsExactly("Future", "Future", "int");
    poll(twice);
    poll(twice);
    assertThat(twice.pollRaw(Context.of(Waker.noop()))).isEqualTo(3);
    Future<?> once =
        start(
            text.replace(" + await(x))", ")"),
            new String[] {"-g:none"},
            onePending(),
            Future.ready(20));
    assertThat(fieldsOf(once)).containsExactly("Future", "int");
    poll(once);
    assertThat(once.pollRaw(Context.of(Waker.noop()))).isEqualTo(21);
  }

  @Test
  void aLambdaThatTheCompilerDroppedIsDropped() throws Exception {
    Class<?> type =
        Compiled.of(
                """
                class T { static Future<Integer> f(Future<Integer> x) {
                  if (false) { async(() -> await(x)); }
                  return async(() -> 1 + await(x)); } }
                """)
            .load();
    assertThat(Arrays.stream(type.getDeclaredMethods()).map(Method::getName))
        .filteredOn(name -> name.startsWith("lambda$"))
        .hasSize(1);
  }

  /// Ready at the second poll and every one after that.
  private static Future<Integer> secondPoll() {
    return new Future<>() {
      private int polls;

      @Override
      public Poll<Integer> poll(Context cx) {
        return polls++ == 0 ? Poll.pending() : Poll.ready(1);
      }
    };
  }

  private static Future<Integer> onePending() {
    int[] polls = {0};
    return Future.pollFn(
        cx -> polls[0]++ == 0 ? dev.wakeful.task.Poll.pending() : dev.wakeful.task.Poll.ready(1));
  }
}
