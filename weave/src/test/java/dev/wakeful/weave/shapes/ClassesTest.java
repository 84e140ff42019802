package dev.wakeful.weave.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.weave.kit.ClassFiles;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What can be said of woven classes without running them.
final class ClassesTest {

  static Stream<Form> woven() {
    return Form.woven();
  }

  @ParameterizedTest
  @MethodSource("woven")
  void theVerifierFindsNothing(Form form) {
    ClassFiles classes = form.classes();
    ClassFile verifier =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofClassLoading(classes.load())));
    List<String> complaints = new ArrayList<>();
    classes
        .byName()
        .forEach((name, bytes) ->
            verifier.verify(bytes).forEach(each -> complaints.add(name + ": " + each)));

    assertThat(complaints).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("woven")
  void noAwaitIsLeft(Form form) {
    ClassFiles classes = form.classes();
    List<String> left = new ArrayList<>();
    for (Map.Entry<String, byte[]> each : classes.byName().entrySet()) {
      for (MethodModel method : ClassFile.of().parse(each.getValue()).methods()) {
        if (calls(method, "await")) {
          left.add(each.getKey() + "." + method.methodName().stringValue());
        }
      }
    }

    assertThat(left).isEmpty();
    assertThat(classes.byName().keySet()).anyMatch(name -> name.contains("$async$"));
  }

  private static boolean calls(MethodModel method, String name) {
    return method
        .code()
        .map(code ->
            code.elementStream()
                .anyMatch(element ->
                    element instanceof InvokeInstruction call
                        && call.owner().asInternalName().equals("dev/wakeful/async/Async")
                        && call.name().equalsString(name)))
        .orElse(false);
  }

  @ParameterizedTest
  @MethodSource("woven")
  void weavingTwiceIsWeavingOnce(Form form) {
    ClassFiles once = form.classes();

    assertThat(once.woven().differences(once)).isEmpty();
  }

  @Test
  void theSameInputGivesTheSameBytes() {
    ClassFiles first = Form.UNWOVEN.classes().woven();

    assertThat(first.differences(Form.UNWOVEN.classes().woven())).isEmpty();
    assertThat(first.differences(Form.UNWOVEN.classes())).isNotEmpty();
  }
}
