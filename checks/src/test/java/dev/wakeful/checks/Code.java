package dev.wakeful.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.ConstantDynamicEntry;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/// A set of compiled classes, by name.
final class Code {
  private final Map<String, ClassModel> classes = new TreeMap<>();
  private final Map<String, Set<String>> lineages = new TreeMap<>();

  private Code() {}

  /// The classes in these directories.
  static Code in(Collection<Path> directories) {
    Code code = new Code();
    for (Path directory : directories) {
      for (Path file : House.classFiles(directory)) {
        try {
          ClassModel parsed = ClassFile.of().parse(file);
          if (!parsed.isModuleInfo()) {
            code.classes.put(name(parsed.thisClass()), parsed);
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return code;
  }

  /// The classes, in the order of their names.
  Map<String, ClassModel> classes() {
    return classes;
  }

  /// Everything that these classes name in code.
  List<Use> uses() {
    List<Use> uses = new ArrayList<>();
    classes.forEach((name, model) -> usesOf(name, model, uses::add));
    return uses;
  }

  /// A class and all classes and interfaces above it, nearest first.
  Set<String> lineage(String type) {
    return lineages.computeIfAbsent(
        type,
        _ -> {
          Set<String> found = new LinkedHashSet<>();
          climb(type, found);
          return found;
        });
  }

  /// The package of a class.
  static String packageOf(String type) {
    int end = type.lastIndexOf('.');
    return end < 0 ? "" : type.substring(0, end);
  }

  /// A class's name with dots.
  static String name(ClassEntry entry) {
    return entry.asInternalName().replace('/', '.');
  }

  private void climb(String type, Set<String> found) {
    if (!found.add(type)) {
      return;
    }
    ClassModel own = classes.get(type);
    if (own != null) {
      own.superclass().ifPresent(above -> climb(name(above), found));
      own.interfaces().forEach(above -> climb(name(above), found));
      return;
    }
    if (!type.startsWith("java.")) {
      return;
    }
    try {
      Class<?> platform = Class.forName(type, false, ClassLoader.getPlatformClassLoader());
      if (platform.getSuperclass() != null) {
        climb(platform.getSuperclass().getName(), found);
      }
      for (Class<?> above : platform.getInterfaces()) {
        climb(above.getName(), found);
      }
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void usesOf(String type, ClassModel model, Consumer<Use> sink) {
    model.superclass().ifPresent(above -> sink.accept(supertype(type, above)));
    model.interfaces().forEach(above -> sink.accept(supertype(type, above)));
    for (MethodModel method : model.methods()) {
      method.code().ifPresent(code -> usesOf(type, method, code, sink));
    }
  }

  private static Use supertype(String type, ClassEntry above) {
    return new Use(type, "<class>", 0, name(above), Use.EXTENDS);
  }

  private static void usesOf(String type, MethodModel method, CodeModel code, Consumer<Use> sink) {
    String in = method.methodName().stringValue();
    int line = 0;
    for (CodeElement element : code) {
      int here = line;
      switch (element) {
        case LineNumber number -> line = number.line();
        case InvokeInstruction call ->
            sink.accept(new Use(type, in, here, name(call.owner()), member(call.method())));
        case FieldInstruction access ->
            sink.accept(new Use(type, in, here, name(access.owner()), member(access.field())));
        case NewObjectInstruction made ->
            sink.accept(new Use(type, in, here, name(made.className()), "<new>"));
        case InvokeDynamicInstruction dynamic ->
            dynamic
                .invokedynamic()
                .bootstrap()
                .arguments()
                .forEach(argument -> constant(type, in, here, argument, sink));
        case ConstantInstruction.LoadConstantInstruction load ->
            constant(type, in, here, load.constantEntry(), sink);
        default -> {}
      }
    }
  }

  /// A method reference is a method handle among the arguments of its bootstrap.
  private static void constant(
      String type, String in, int line, LoadableConstantEntry constant, Consumer<Use> sink) {
    switch (constant) {
      case MethodHandleEntry handle -> {
        MemberRefEntry reference = handle.reference();
        sink.accept(new Use(type, in, line, name(reference.owner()), member(reference)));
      }
      case ConstantDynamicEntry dynamic ->
          dynamic
              .bootstrap()
              .arguments()
              .forEach(argument -> constant(type, in, line, argument, sink));
      default -> {}
    }
  }

  private static String member(MemberRefEntry reference) {
    String descriptor = reference.type().stringValue();
    String name = reference.name().stringValue();
    return descriptor.startsWith("(") ? name + descriptor : name;
  }
}
