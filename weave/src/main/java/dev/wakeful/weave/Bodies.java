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
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Stage one, *find*: the bodies of a class, and what stands where no body is.
final class Bodies {
  private static final int SERIALIZABLE = 1;
  private static final int MARKERS = 2;

  /// A lambda or method reference as its `invokedynamic` says it; equal ones share a body.
  ///
  /// @param arguments their types after type inference, which a method reference is adapted to
  private record Key(
      ClassDesc type,
      DirectMethodHandleDesc target,
      MethodTypeDesc captured,
      @Nullable MethodTypeDesc arguments) {}

  private final ClassModel model;
  private final ClassDesc self;
  private final String file;
  private final Map<String, MethodModel> methods = new LinkedHashMap<>();
  private final Map<Key, Body> bodies = new LinkedHashMap<>();
  private final Map<String, Body> byMethod = new LinkedHashMap<>();
  private final Map<String, Set<Key>> uses = new LinkedHashMap<>();
  private final Set<String> referenced = new LinkedHashSet<>();
  private final Set<String> dead = new LinkedHashSet<>();
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
    model.methods().forEach(this::findUses);
    model.methods().forEach(this::findIn);
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

  /// The body that a method holds the code of.
  @Nullable Body of(MethodModel method) {
    return byMethod.get(key(method));
  }

  /// The body that an instruction makes an object of.
  @Nullable Body madeBy(InvokeDynamicInstruction instruction) {
    DynamicCallSiteDesc site = callSite(instruction);
    DirectMethodHandleDesc target = Body.target(site);
    return target == null ? null : bodies.get(key(site, target));
  }

  /// Whether a method is the code of a lambda that nobody makes: javac leaves it behind when it
  /// drops what is after `if (false)`.
  boolean isDead(MethodModel method) {
    return dead.contains(key(method));
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

  private Key key(DynamicCallSiteDesc site, DirectMethodHandleDesc target) {
    MethodModel code =
        target.owner().equals(self)
            ? methods.get(target.methodName() + target.lookupDescriptor())
            : null;
    return new Key(
        site.invocationType().returnType(),
        target,
        site.invocationType(),
        code != null && isLambda(code) ? null : (MethodTypeDesc) site.bootstrapArgs()[2]);
  }

  /// Who uses which lambda: without debug tables javac writes equal lambdas once.
  private void findUses(MethodModel method) {
    for (CodeElement each : method.code().map(code -> code.elementList()).orElse(List.of())) {
      if (each instanceof InvokeDynamicInstruction instruction) {
        DynamicCallSiteDesc site = callSite(instruction);
        DirectMethodHandleDesc target = Body.target(site);
        if (target != null && target.owner().equals(self)) {
          uses.computeIfAbsent(
                  target.methodName() + target.lookupDescriptor(), any -> new LinkedHashSet<>())
              .add(key(site, target));
        }
      }
    }
  }

  /// Whether a lambda is something else than one body, and must be there as it was.
  private boolean isShared(MethodModel code) {
    return uses.getOrDefault(key(code), Set.of()).size() > 1;
  }

  /// Whether a method is a lambda that is used as one that is no body.
  boolean isPlainLambda(MethodModel code) {
    return isLambda(code)
        && uses.getOrDefault(key(code), Set.of()).stream()
            .anyMatch(each -> Api.bodyKind(each.type()).isEmpty());
  }

  private void findIn(MethodModel method) {
    int line = 0;
    for (CodeElement each : method.code().map(code -> code.elementList()).orElse(List.of())) {
      if (each instanceof LineNumber number) {
        line = number.line();
      } else if (each instanceof InvokeDynamicInstruction instruction) {
        DynamicCallSiteDesc site = callSite(instruction);
        DirectMethodHandleDesc target = Body.target(site);
        if (target != null) {
          found(method, line, site, target);
        }
      }
    }
  }

  private void found(
      MethodModel in, int line, DynamicCallSiteDesc site, DirectMethodHandleDesc target) {
    boolean own = target.owner().equals(self);
    if (own) {
      referenced.add(target.methodName() + target.lookupDescriptor());
    }
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
              : "an async body" + " cannot be of an intersection type that needs bridge methods";
      error(in, line, what + "; leave the cast out");
      return;
    }
    MethodModel code = own ? methods.get(target.methodName() + target.lookupDescriptor()) : null;
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
      String poll = isLambda(code) && !isShared(code) ? name : name + number;
      body = new Body(kind.get(), frame, poll, hasSelf, List.copyOf(inputs), code, null);
      byMethod.putIfAbsent(key(code), body);
    } else {
      List<ClassDesc> inputs = new ArrayList<>(site.invocationType().parameterList());
      inputs.addAll(((MethodTypeDesc) site.bootstrapArgs()[2]).parameterList());
      String poll = "reference" + number;
      body = new Body(kind.get(), frame, poll, false, List.copyOf(inputs), null, site);
    }
    bodies.put(key(site, target), body);
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
    if (line < 0 || (byMethod.containsKey(key(method)) && !isPlainLambda(method))) {
      return;
    }
    if (isLambda(method)) {
      if (referenced.contains(key(method))) {
        error(
            method,
            line,
            "await in a lambda that is no async body; make a body of it, by async(() -> ...)"
                + " inside it");
      } else {
        dead.add(key(method));
      }
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
