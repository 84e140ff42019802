package dev.wakeful.weave;

import dev.wakeful.weave.Api.BodyKind;
import dev.wakeful.weave.Finding.Severity;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Stage one, *find*: the bodies of a class, and what stands where no body is.
final class Bodies {
  private static final int SERIALIZABLE = 1;
  private static final int MARKERS = 2;

  /// A lambda or method reference as its `invokedynamic` says it; equal ones share a body.
  private record Key(
      DirectMethodHandleDesc target, MethodTypeDesc captured, MethodTypeDesc instantiated) {}

  private final ClassModel model;
  private final ClassDesc self;
  private final String file;
  private final Map<String, MethodModel> methods = new LinkedHashMap<>();
  private final Map<Key, Body> bodies = new LinkedHashMap<>();

  /// The methods that hold the code of bodies, and the bodies.
  private final Map<String, List<Body>> byMethod = new LinkedHashMap<>();

  /// By method, the lambdas and method references that it is behind.
  private final Map<String, Set<Key>> uses = new LinkedHashMap<>();

  /// The methods behind lambdas and method references that are no bodies.
  private final Set<String> plain = new LinkedHashSet<>();

  private final Set<String> refused = new LinkedHashSet<>();
  private final List<Finding> findings = new ArrayList<>();

  Bodies(ClassModel model) {
    this.model = model;
    self = model.thisClass().asSymbol();
    file =
        model
            .findAttribute(Attributes.sourceFile())
            .map(attribute -> attribute.sourceFile().stringValue())
            .orElse("");
    model.methods().forEach(method -> methods.put(key(method), method));
    model.methods().forEach(method -> sites(method, this::count));
    model.methods().forEach(method -> sites(method, this::found));
    model.methods().forEach(this::findStrays);
  }

  ClassDesc self() {
    return self;
  }

  /// The source file, or an empty string.
  String file() {
    return file;
  }

  boolean isInterface() {
    return model.flags().has(AccessFlag.INTERFACE);
  }

  List<Finding> findings() {
    return findings;
  }

  /// All bodies, in the order in which they are first made.
  List<Body> all() {
    return List.copyOf(bodies.values());
  }

  /// What becomes of a method.
  enum Fate {
    /// It stays, but for the bodies that it makes.
    KEPT,
    /// It becomes the woven code of its only body.
    WOVEN,
    /// It says that it must not be called: it is a body by reference.
    REFUSING,
    /// It goes: nobody calls it any more, or ever did. (javac leaves the methods of lambdas behind
    /// when it drops what is after `if (false)`.)
    DROPPED
  }

  Fate fate(MethodModel method) {
    String key = key(method);
    List<Body> held = byMethod.getOrDefault(key, List.of());
    if (!isLambda(method)) {
      return held.isEmpty() ? Fate.KEPT : Fate.REFUSING;
    }
    if (plain.contains(key) || (held.isEmpty() && awaits(method) < 0)) {
      return Fate.KEPT;
    }
    return held.size() == 1 && held.getFirst().poll().equals(method.methodName().stringValue())
        ? Fate.WOVEN
        : Fate.DROPPED;
  }

  /// The bodies that a method holds the code of. Without debug tables javac writes equal lambdas
  /// once, so there can be several.
  List<Body> of(MethodModel method) {
    return byMethod.getOrDefault(key(method), List.of());
  }

  /// The body that an instruction makes an object of.
  @Nullable Body madeBy(InvokeDynamicInstruction instruction) {
    DynamicCallSiteDesc site = callSite(instruction);
    DirectMethodHandleDesc target = Body.target(site);
    return target == null ? null : bodies.get(key(site, target));
  }

  /// Whether a method makes bodies.
  boolean makesBodies(MethodModel method) {
    return method.code().isPresent()
        && method
            .code()
            .get()
            .elementStream()
            .anyMatch(each -> each instanceof InvokeDynamicInstruction x && madeBy(x) != null);
  }

  void error(MethodModel method, int line, String message) {
    findings.add(
        new Finding(
            Severity.ERROR, name(self), method.methodName().stringValue(), file, line, message));
  }

  /// A complaint about the class as a whole.
  void error(String message) {
    findings.add(new Finding(Severity.ERROR, name(self), "", file, 0, message));
  }

  void warn(MethodModel method, int line, String message) {
    findings.add(
        new Finding(
            Severity.WARNING, name(self), method.methodName().stringValue(), file, line, message));
  }

  /// The name of a class as Java has it at run time.
  static String name(ClassDesc type) {
    String descriptor = type.descriptorString();
    return descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
  }

  private static String key(MethodModel method) {
    return method.methodName().stringValue() + method.methodType().stringValue();
  }

  private static DynamicCallSiteDesc callSite(InvokeDynamicInstruction instruction) {
    return DynamicCallSiteDesc.of(
        instruction.bootstrapMethod(),
        instruction.name().stringValue(),
        instruction.typeSymbol(),
        instruction.bootstrapArgs().toArray(java.lang.constant.ConstantDesc[]::new));
  }

  private static Key key(DynamicCallSiteDesc site, DirectMethodHandleDesc target) {
    return new Key(target, site.invocationType(), (MethodTypeDesc) site.bootstrapArgs()[2]);
  }

  private interface Site {
    void found(MethodModel in, int line, DynamicCallSiteDesc site, DirectMethodHandleDesc target);
  }

  /// All lambdas and method references that a method makes.
  private void sites(MethodModel method, Site visitor) {
    int line = 0;
    for (CodeElement each : method.code().map(code -> code.elementList()).orElse(List.of())) {
      if (each instanceof LineNumber number) {
        line = number.line();
      } else if (each instanceof InvokeDynamicInstruction instruction) {
        DynamicCallSiteDesc site = callSite(instruction);
        DirectMethodHandleDesc target = Body.target(site);
        if (target != null) {
          visitor.found(method, line, site, target);
        }
      }
    }
  }

  private void count(
      MethodModel in, int line, DynamicCallSiteDesc site, DirectMethodHandleDesc target) {
    MethodModel code = code(target);
    if (code == null) {
      return;
    }
    if (Api.bodyKind(site.invocationType().returnType()).isEmpty()) {
      plain.add(key(code));
    } else {
      uses.computeIfAbsent(key(code), any -> new LinkedHashSet<>()).add(key(site, target));
    }
  }

  private void found(
      MethodModel in, int line, DynamicCallSiteDesc site, DirectMethodHandleDesc target) {
    if (target.owner().equals(Api.ASYNC) && target.methodName().equals("await")) {
      error(in, line, "Async::await is no method reference; write a body that awaits");
    }
    Optional<BodyKind> kind = Api.bodyKind(site.invocationType().returnType());
    if (kind.isEmpty() || bodies.containsKey(key(site, target))) {
      return;
    }
    if (site.bootstrapArgs().length > 3
        && site.bootstrapArgs()[3] instanceof Integer flags
        && flags != MARKERS) {
      String what =
          (flags & SERIALIZABLE) != 0
              ? "an async body cannot be serializable"
              : "an async body cannot be of an intersection type that needs bridge methods";
      if (code(target) != null && refused.add(target.methodName() + target.lookupDescriptor())) {
        error(in, line, what + "; leave the cast out");
      }
      return;
    }
    MethodModel code = code(target);
    String number = "$async$" + bodies.size();
    ClassDesc frame =
        ClassDesc.ofDescriptor(
            self.descriptorString().replaceFirst(";$", number.replace("$", "\\$") + ";"));
    boolean holdsCode = code != null && (isLambda(code) || awaits(code) >= 0);
    Body body;
    if (code != null && holdsCode) {
      if (!isLambda(code)) {
        checkReferenced(code);
      }
      boolean hasSelf = !code.flags().has(AccessFlag.STATIC);
      List<ClassDesc> inputs = new ArrayList<>(code.methodTypeSymbol().parameterList());
      if (hasSelf) {
        inputs.addFirst(self);
      }
      String name = code.methodName().stringValue();
      boolean only =
          isLambda(code)
              && !plain.contains(key(code))
              && Objects.requireNonNull(uses.get(key(code))).size() == 1;
      // a name that coverage tools take for what it is: code of the source, though synthetic
      String poll = only ? name : (isLambda(code) ? "" : "lambda$") + name + number;
      body = new Body(kind.get(), frame, poll, hasSelf, List.copyOf(inputs), code, null);
      byMethod.computeIfAbsent(key(code), any -> new ArrayList<>()).add(body);
    } else {
      List<ClassDesc> inputs = new ArrayList<>(site.invocationType().parameterList());
      inputs.addAll(((MethodTypeDesc) site.bootstrapArgs()[2]).parameterList());
      String poll = "reference" + number;
      body = new Body(kind.get(), frame, poll, false, List.copyOf(inputs), null, target);
    }
    bodies.put(key(site, target), body);
  }

  /// The method of this class that a handle leads to.
  private @Nullable MethodModel code(DirectMethodHandleDesc target) {
    return target.owner().equals(self)
        ? methods.get(target.methodName() + target.lookupDescriptor())
        : null;
  }

  /// A method that awaits and is used as a body by reference.
  private void checkReferenced(MethodModel code) {
    boolean fixed =
        code.flags().has(AccessFlag.PRIVATE)
            || code.flags().has(AccessFlag.STATIC)
            || code.flags().has(AccessFlag.FINAL)
            || model.flags().has(AccessFlag.FINAL);
    if (!fixed) {
      error(
          code,
          awaits(code),
          "a method that is an async body by reference must be private, static or final: what"
              + " overrides it would not be the body");
    }
    if (code.flags().has(AccessFlag.SYNCHRONIZED)) {
      error(
          code,
          awaits(code),
          "await in a synchronized method: a monitor cannot be held across a suspension");
    }
  }

  /// Looks for awaits in methods that are no bodies.
  private void findStrays(MethodModel method) {
    int line = awaits(method);
    String key = key(method);
    if (line < 0 || refused.contains(key)) {
      return;
    }
    if (isLambda(method)) {
      if (plain.contains(key)) {
        error(
            method,
            line,
            "await in a lambda that is no async body; make a body of it, by async(() -> ...)"
                + " inside it");
      }
      return;
    }
    if (byMethod.containsKey(key)) {
      return;
    }
    error(
        method,
        line,
        "await outside an async body: `"
            + method.methodName().stringValue()
            + "` is a plain method; return async(() -> ...) from it");
  }

  private static boolean isLambda(MethodModel method) {
    return method.flags().has(AccessFlag.SYNTHETIC)
        && method.methodName().stringValue().startsWith("lambda$");
  }

  /// The line of the first await, or -1 when there is none.
  private static int awaits(MethodModel method) {
    int line = 0;
    for (CodeElement each : method.code().map(code -> code.elementList()).orElse(List.of())) {
      if (each instanceof LineNumber number) {
        line = number.line();
      } else if (each instanceof InvokeInstruction call && Api.isAwait(call)) {
        return line;
      }
    }
    return -1;
  }
}
