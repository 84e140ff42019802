package dev.wakeful.checks;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.attribute.ModuleExportInfo;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Who may know whom, where Maven and the module system cannot say it.
///
/// The same reader of class files serves here as for the ports: one tool, and it reads whatever
/// class files the JDK of the build writes. A class knows another one when its constant pool names
/// it, be it in code, a signature or an annotation.
final class Layers {
  /// Which packages of this project each package of core may name, beside itself.
  static final Map<String, Set<String>> CORE =
      Map.of(
          "dev.wakeful.env", Set.of(),
          "dev.wakeful.task", Set.of("dev.wakeful.env"),
          "dev.wakeful.future", Set.of("dev.wakeful.env", "dev.wakeful.task"),
          "dev.wakeful.stream", Set.of("dev.wakeful.env", "dev.wakeful.task", "dev.wakeful.future"),
          "dev.wakeful.io", Set.of("dev.wakeful.env", "dev.wakeful.task", "dev.wakeful.future"));

  /// The futures of the JDK, which only adapters may name.
  static final Set<String> FOREIGN =
      Set.of(
          "java.util.concurrent.Future",
          "java.util.concurrent.RunnableFuture",
          "java.util.concurrent.FutureTask",
          "java.util.concurrent.CompletionStage",
          "java.util.concurrent.CompletableFuture");

  /// The adapters. `what` is the class of the JDK.
  static final List<Waiver> ADAPTERS = List.of();

  private static final Pattern DESCRIPTOR = Pattern.compile("L((?:[\\w$]+/)+[\\w$]+)(?=[;<])");

  private Layers() {}

  /// Names of a package that the one of the class must not know.
  static List<Finding> upward(Code code, Map<String, Set<String>> order) {
    List<Finding> findings = new ArrayList<>();
    known(code)
        .forEach((type, others) -> {
          String home = Code.packageOf(type);
          Set<String> below = order.get(home);
          if (below == null) {
            return;
          }
          for (String other : others) {
            String there = Code.packageOf(other);
            if (there.startsWith("dev.wakeful.") && !there.equals(home) && !below.contains(there)) {
              findings.add(
                  new Finding(type, other, type + " names " + other + ", which is above it"));
            }
          }
        });
    return findings;
  }

  /// Every package that can be reached from itself, with a way.
  static List<String> rings(Code code) {
    Map<String, Set<String>> arrows = new TreeMap<>();
    known(code)
        .forEach((type, others) -> {
          String home = Code.packageOf(type);
          for (String other : others) {
            String there = Code.packageOf(other);
            if (there.startsWith("dev.wakeful") && !there.equals(home)) {
              arrows.computeIfAbsent(home, _ -> new TreeSet<>()).add(there);
            }
          }
        });
    List<String> rings = new ArrayList<>();
    for (String start : arrows.keySet()) {
      List<String> way = way(start, start, arrows, new TreeSet<>());
      if (!way.isEmpty()) {
        rings.add(start + " -> " + String.join(" -> ", way));
      }
    }
    return rings;
  }

  /// Names of the JDK's own futures.
  static List<Finding> foreignFutures(Code code) {
    List<Finding> findings = new ArrayList<>();
    known(code)
        .forEach((type, others) ->
            others.stream()
                .filter(FOREIGN::contains)
                .forEach(other ->
                    findings.add(
                        new Finding(type, other, type + " names " + other + "; adapt it"))));
    return findings;
  }

  /// Public types of a module's classes in packages that its module does not export.
  static List<String> hidden(Path classes) throws java.io.IOException {
    Path descriptor = classes.resolve("module-info.class");
    if (!Files.exists(descriptor)) {
      return List.of(classes + " has no module-info.class");
    }
    List<String> exported =
        ClassFile.of()
            .parse(descriptor)
            .findAttribute(Attributes.module())
            .orElseThrow()
            .exports()
            .stream()
            .filter(export -> export.exportsTo().isEmpty())
            .map(Layers::packageName)
            .toList();
    List<String> hidden = new ArrayList<>();
    Code.in(List.of(classes))
        .classes()
        .forEach((type, model) -> {
          boolean open = model.flags().has(AccessFlag.PUBLIC) && !type.contains("$");
          if (open && !exported.contains(Code.packageOf(type))) {
            hidden.add(type + " is public in a package that is not exported");
          }
        });
    return hidden;
  }

  /// The classes that each class names, itself left out.
  static Map<String, Set<String>> known(Code code) {
    Map<String, Set<String>> known = new LinkedHashMap<>();
    code.classes().forEach((type, model) -> known.put(type, names(type, model)));
    return known;
  }

  private static Set<String> names(String type, ClassModel model) {
    Set<String> names = new TreeSet<>();
    for (PoolEntry entry : model.constantPool()) {
      if (entry instanceof ClassEntry named) {
        String text = named.asInternalName();
        if (text.startsWith("[")) {
          descriptors(text, names);
        } else {
          names.add(text.replace('/', '.'));
        }
      } else if (entry instanceof Utf8Entry text) {
        descriptors(text.stringValue(), names);
      }
    }
    names.remove(type);
    return names;
  }

  private static void descriptors(String text, Set<String> into) {
    Matcher found = DESCRIPTOR.matcher(text);
    while (found.find()) {
      into.add(found.group(1).replace('/', '.'));
    }
  }

  private static String packageName(ModuleExportInfo export) {
    return export.exportedPackage().name().stringValue().replace('/', '.');
  }

  private static List<String> way(
      String from, String to, Map<String, Set<String>> arrows, Set<String> seen) {
    for (String next : arrows.getOrDefault(from, Set.of())) {
      if (next.equals(to)) {
        return List.of(next);
      }
      if (seen.add(next)) {
        List<String> rest = way(next, to, arrows, seen);
        if (!rest.isEmpty()) {
          List<String> way = new ArrayList<>(List.of(next));
          way.addAll(rest);
          return way;
        }
      }
    }
    return List.of();
  }
}
