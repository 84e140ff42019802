package dev.wakeful.weave.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.attribute.LineNumberInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What debuggers and coverage tools read is there after weaving.
final class DebugTablesTest {

  @Test
  void theSameLinesAreCovered() {
    Map<String, Set<Integer>> before = new TreeMap<>();
    Map<String, Set<Integer>> after = new TreeMap<>();
    for (String name : Form.UNWOVEN.classes().byName().keySet()) {
      lines(Form.UNWOVEN, name, before);
      lines(Form.DEBUG, name, after);
    }

    assertThat(before).hasSizeGreaterThan(50);
    assertThat(after).containsExactlyEntriesOf(before);
  }

  private static void lines(Form form, String name, Map<String, Set<Integer>> to) {
    for (MethodModel method : methods(form, name)) {
      method
          .findAttribute(Attributes.code())
          .flatMap(code -> code.findAttribute(Attributes.lineNumberTable()))
          .ifPresent(table -> {
            for (LineNumberInfo each : table.lineNumbers()) {
              to.computeIfAbsent(name, _ -> new TreeSet<>()).add(each.lineNumber());
            }
          });
    }
  }

  /// A line is where a local can be read when the local is in scope in some of the line's code.
  @Test
  void theSameLocalsAreInScopeAtTheSameLines() {
    List<String> lost = new ArrayList<>();
    int locals = 0;
    for (String name : Form.UNWOVEN.classes().byName().keySet()) {
      Map<String, MethodModel> woven = new TreeMap<>();
      methods(Form.DEBUG, name).forEach(each -> woven.put(each.methodName().stringValue(), each));
      for (MethodModel method : methods(Form.UNWOVEN, name)) {
        String methodName = method.methodName().stringValue();
        if (!methodName.startsWith("lambda$")) {
          continue;
        }
        Map<String, Set<Integer>> before = scopes(method);
        Map<String, Set<Integer>> after = scopes(woven.get(methodName));
        locals += before.size();
        before.forEach((local, lines) -> {
          if (!after.getOrDefault(local, new TreeSet<>()).containsAll(lines)) {
            lost.add(
                name
                    + "."
                    + methodName
                    + ": "
                    + local
                    + " at "
                    + lines
                    + ", now "
                    + after.get(local));
          }
        });
      }
    }

    assertThat(locals).isGreaterThan(500);
    assertThat(lost).isEmpty();
  }

  /// The lines at which each local, by name and type, can be read.
  private static Map<String, Set<Integer>> scopes(@Nullable MethodModel method) {
    Map<String, Set<Integer>> scopes = new TreeMap<>();
    if (method == null) {
      return scopes;
    }
    CodeAttribute code = method.findAttribute(Attributes.code()).orElseThrow();
    List<LineNumberInfo> lines =
        code.findAttribute(Attributes.lineNumberTable()).orElseThrow().lineNumbers();
    code.findAttribute(Attributes.localVariableTable())
        .ifPresent(table ->
            table
                .localVariables()
                .forEach(local -> {
                  Set<Integer> at =
                      scopes.computeIfAbsent(
                          local.name() + " " + local.type(), _ -> new TreeSet<>());
                  for (int i = 0; i < lines.size(); i++) {
                    int end = i + 1 < lines.size() ? lines.get(i + 1).startPc() : code.codeLength();
                    if (lines.get(i).startPc() < local.startPc() + local.length()
                        && local.startPc() < end) {
                      at.add(lines.get(i).lineNumber());
                    }
                  }
                }));
    return scopes;
  }

  private static List<MethodModel> methods(Form form, String name) {
    return ClassFile.of().parse(form.classes().byName().get(name)).methods();
  }
}
