package dev.wakeful.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which values below an await are those of a local. `x` is local 0, `a` 1, `l` 2 and 3, `s` 4.
final class CopiesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a += await(x)                     | 1
          l += await(x)                     | 2
          s += await(x)                     | 4
          l = a + (l + await(x))            | -1,2
          l = a + (a++ + await(x))          | -1,-1
          l = l + (l = await(x))            | 2
          l = (l = 7) + await(x)            | -1
          a = g(a, l, s, await(x))          | 1,2,4
          a = g(a, l, s = "new", await(x))  | 1,2,-1
          a = g(a, l++, s, await(x))        | 1,-1,4
          a = g(a, l = a, s, await(x))      | 1,-1,4
          int[] n = {a, await(x)}; a = n[1] | -1,-1,-1
          """)
  void knowsCopiesOfLocals(String statement, String expected) {
    String text =
        """
        class T {
          static int g(int a, long b, String c, int d) { return a; }
          static Future<Integer> f() {
            AsyncFunction<Future<Integer>, Integer> body = x -> {
              int a = 1; long l = 2; String s = "";
              STATEMENT;
              return a + (int) l + s.length(); };
            return body.start(Future.ready(1)); } }
        """
            .replace("STATEMENT", statement);
    MethodModel method =
        ClassFile.of().parse(Compiled.of(text).main()).methods().stream()
            .filter(each -> each.methodName().stringValue().startsWith("lambda$"))
            .findFirst()
            .orElseThrow();
    Listing code = new Listing(method);
    TypeFlow flow = TypeFlow.of(code, java.lang.constant.ClassDesc.of("T"));
    int await =
        IntStream.range(0, code.size())
            .filter(i -> code.at(i) instanceof InvokeInstruction call && Api.isAwait(call))
            .findFirst()
            .orElseThrow();

    List<Integer> copies = new Copies(code, flow, new Blocks(code)).before(await);

    assertThat(copies.subList(0, copies.size() - 1))
        .isEqualTo(java.util.Arrays.stream(expected.split(",")).map(Integer::valueOf).toList());
  }
}
