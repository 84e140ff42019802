package dev.wakeful.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which loops an await is in. Loops that begin at the same instruction count as one.
final class LoopsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          await(x); while (n() > 0) { n(); }                                            | 0
          while (n() > 0) { await(x); }                                                 | 1
          for (int i = 0; i < 3; i++) { n(); } await(x);                                | 0
          for (int i = 0; i < 3; i++) { for (int j : new int[2]) { await(x); } }        | 2
          do { while (true) { if (n() > 1) break; await(x); } } while (n() > 0);        | 1
          out: for (;;) { for (;;) { if (n() > 1) continue out; if (n() > 2) return 1; await(x); } } | 1
          while (n() > 0) { while (n() > 1) { await(x); } n(); }                        | 2
          while (n() > 0) { try { n(); } catch (RuntimeException e) { await(x); continue; } } | 1
          while (n() > 0) { if (n() > 1) { await(x); break; } }                         | 0
          while (n() > 0) { try { await(x); } finally { n(); } }                        | 1
          """)
  void knowsTheLoopsAroundAnAwait(String statements, int loops) {
    ClassModel model =
        ClassFile.of()
            .parse(
                Compiled.of(
                        "class T { static int n() { return 0; } static Future<Integer>"
                            + " f(Future<Integer> x, boolean end) { return async(() -> { if (end)"
                            + " return 7; "
                            + statements
                            + (statements.startsWith("out:") ? "" : " return 1;")
                            + " }); } }")
                    .main());
    MethodModel method =
        model.methods().stream()
            .filter(each -> each.methodName().stringValue().startsWith("lambda$"))
            .findFirst()
            .orElseThrow();
    Listing code = new Listing(method);
    int await =
        IntStream.range(0, code.size())
            .filter(i ->
                code.at(i) instanceof java.lang.classfile.instruction.InvokeInstruction call
                    && Api.isAwait(call))
            .findFirst()
            .orElseThrow();

    List<Integer> heads = new Loops(new Blocks(code)).headsOf(await);

    assertThat(heads).hasSize(loops).isSorted();
  }
}
