package dev.wakeful.weave;

import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Says what in a directory is not woven. It looks at the class files, and asks the weaver only for
/// what can't be woven, so it also finds what the weaver passes over.
final class DirectoryVerifier {
  private static final String API = "dev/wakeful/async/";
  private static final String WAY_OUT =
      "; compile with wakeful-weave as an annotation processor, or weave the directory";

  /// The interfaces of bodies. What a woven lambda makes is of another type.
  private static final List<String> BODIES =
      List.of(
          "AsyncBody",
          "AsyncAction",
          "AsyncFunction",
          "AsyncBiFunction",
          "AsyncConsumer",
          "AsyncBiConsumer");

  private final ClassModel type;
  private final String owner;
  private final String file;
  private final List<Finding> findings = new ArrayList<>();

  private DirectoryVerifier(ClassModel type) {
    this.type = type;
    this.owner = type.thisClass().asInternalName().replace('/', '.');
    this.file =
        type.findAttribute(Attributes.sourceFile())
            .map(source -> source.sourceFile().stringValue())
            .orElse("");
  }

  /// Everything below the directory that is not woven, as errors in the order of class names.
  static List<Finding> verify(Path directory) throws IOException {
    List<Finding> findings = new ArrayList<>();
    for (Path file : Directory.classFiles(directory)) {
      byte[] bytes = Files.readAllBytes(file);
      if (!Weaver.concerns(bytes)) {
        continue;
      }
      try {
        ClassModel type = ClassFile.of().parse(bytes);
        Weaving weaving = Weaver.weave(bytes);
        // why it can't be woven says more than that it is not
        findings.addAll(weaving.failed() ? errors(weaving) : verify(type));
        for (String frame : DirectoryFrames.of(type)) {
          String name = frame.substring(frame.lastIndexOf('/') + 1) + ".class";
          if (!Files.exists(file.resolveSibling(name))) {
            findings.add(lost(type, name));
          }
        }
      } catch (IllegalArgumentException e) {
        findings.add(Directory.unreadable(directory, file, e));
      }
    }
    return findings;
  }

  /// What in one class is not woven.
  static List<Finding> verify(ClassModel type) {
    DirectoryVerifier verifier = new DirectoryVerifier(type);
    verifier.lookAtClass();
    Set<String> used = verifier.usedMethods();
    for (MethodModel method : type.methods()) {
      // javac keeps the lambdas of code it has left out, such as `if (false)`
      boolean dead =
          method.flags().has(AccessFlag.SYNTHETIC)
              && method.flags().has(AccessFlag.PRIVATE)
              && !used.contains(method.methodName().stringValue());
      if (!dead) {
        verifier.lookAt(method);
      }
    }
    return verifier.findings;
  }

  /// A class written out that is a body: the weaver takes lambdas and method references only.
  private void lookAtClass() {
    boolean body =
        type.interfaces().stream().anyMatch(each -> isBody("L" + each.asInternalName() + ";"));
    boolean own =
        type.flags().has(AccessFlag.INTERFACE)
            || type.methods().stream().anyMatch(each -> each.methodName().equalsString("start"));
    if (body && !own) {
      add("(class)", 0, "is an async body written as a class, which is never woven; use a lambda");
    }
  }

  private void lookAt(MethodModel method) {
    String name = method.methodName().stringValue();
    int line = 0;
    CodeModel code = method.code().orElse(null);
    if (code == null) {
      return;
    }
    for (CodeElement element : code) {
      switch (element) {
        case LineNumber number -> line = number.line();
        case InvokeDynamicInstruction made
            when isBody(made.typeSymbol().returnType().descriptorString()) ->
            add(name, line, "has an async body that is not woven" + WAY_OUT);
        case InvokeInstruction call
            when call.owner().asInternalName().equals(API + "Async")
                && call.name().equalsString("await") ->
            add(name, line, "has an await that is not woven" + WAY_OUT);
        default -> {}
      }
    }
  }

  private Set<String> usedMethods() {
    Set<String> names = new TreeSet<>();
    for (PoolEntry entry : type.constantPool()) {
      if (entry instanceof MemberRefEntry member
          && member.owner().asInternalName().equals(type.thisClass().asInternalName())) {
        names.add(member.name().stringValue());
      }
    }
    return names;
  }

  private static boolean isBody(String descriptor) {
    return BODIES.stream().anyMatch(each -> descriptor.equals("L" + API + each + ";"));
  }

  private static List<Finding> errors(Weaving weaving) {
    return weaving.findings().stream()
        .filter(each -> each.severity() == Finding.Severity.ERROR)
        .toList();
  }

  private static Finding lost(ClassModel type, String frame) {
    DirectoryVerifier verifier = new DirectoryVerifier(type);
    verifier.add(
        "(class)", 0, "is woven, and " + frame + " is missing beside it; compile it again");
    return verifier.findings.getFirst();
  }

  private void add(String method, int line, String what) {
    Finding finding =
        new Finding(Finding.Severity.ERROR, owner, method, file, line, owner + " " + what);
    if (!findings.contains(finding)) {
      findings.add(finding);
    }
  }
}
