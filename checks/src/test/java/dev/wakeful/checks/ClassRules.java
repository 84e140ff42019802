package dev.wakeful.checks;

import java.lang.classfile.attribute.CodeAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// House rules that are read from class files.
final class ClassRules {
  /// HotSpot leaves longer methods in the interpreter (`HugeMethodLimit`).
  static final int LARGEST_METHOD = 8_000;

  private static final Set<String> SLEEPS =
      Set.of("java.lang.Thread.sleep", "java.util.concurrent.TimeUnit.sleep");

  private ClassRules() {}

  /// Tests that sleep. A test waits for what it needs, or it moves a clock of its own.
  static List<Finding> sleeps(Code tests) {
    List<Finding> findings = new ArrayList<>();
    for (Use use : tests.uses()) {
      String api = use.owner() + "." + use.name();
      if (SLEEPS.contains(api)) {
        findings.add(new Finding(use.inClass(), api, use.place() + " sleeps in a test"));
      }
    }
    return findings;
  }

  /// Methods that HotSpot would never compile.
  static List<Finding> hugeMethods(Code code) {
    List<Finding> findings = new ArrayList<>();
    code.classes()
        .forEach((type, model) ->
            model
                .methods()
                .forEach(method -> {
                  int length =
                      method.code().map(body -> ((CodeAttribute) body).codeLength()).orElse(0);
                  String name = type + "." + method.methodName().stringValue();
                  if (length > LARGEST_METHOD) {
                    findings.add(
                        new Finding(name, "huge", name + " has " + length + " bytes of code"));
                  }
                }));
    return findings;
  }
}
