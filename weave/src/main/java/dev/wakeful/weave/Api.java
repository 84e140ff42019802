package dev.wakeful.weave;

import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Optional;

/// The names of the runtime's side: what woven code is made of and what unwoven code is known by.
final class Api {
  static final ClassDesc ASYNC = ClassDesc.of("dev.wakeful.async.Async");
  static final ClassDesc FRAME = ClassDesc.of("dev.wakeful.async.AsyncFrame");
  static final ClassDesc SITE = FRAME.nested("Site");
  static final ClassDesc WOVEN = ClassDesc.of("dev.wakeful.async.Woven");
  static final ClassDesc FUTURE = ClassDesc.of("dev.wakeful.future.Future");
  static final ClassDesc CONTEXT = ClassDesc.of("dev.wakeful.task.Context");
  static final ClassDesc SLOTS = ClassDesc.of("dev.wakeful.task.Slots");
  static final ClassDesc RAW_POLL = ClassDesc.of("dev.wakeful.task.RawPoll");

  static final MethodTypeDesc POLL = MethodTypeDesc.of(ConstantDescs.CD_Object, CONTEXT);
  static final MethodTypeDesc SUSPEND =
      MethodTypeDesc.of(ConstantDescs.CD_Object, ConstantDescs.CD_int, FUTURE);
  static final MethodTypeDesc SUSPEND_AGAIN =
      MethodTypeDesc.of(ConstantDescs.CD_Object, ConstantDescs.CD_int);
  static final MethodTypeDesc CANCELLED = MethodTypeDesc.of(ConstantDescs.CD_Throwable);
  static final MethodTypeDesc COMPLAINT =
      MethodTypeDesc.of(ClassDesc.of("java.lang.IllegalStateException"));
  static final MethodTypeDesc COMPLAINT_OF =
      MethodTypeDesc.of(ClassDesc.of("java.lang.IllegalStateException"), ConstantDescs.CD_String);

  /// The six interfaces whose lambdas are bodies.
  static final List<BodyKind> BODIES =
      List.of(
          new BodyKind("Body", 0, true),
          new BodyKind("Action", 0, false),
          new BodyKind("Function", 1, true),
          new BodyKind("BiFunction", 2, true),
          new BodyKind("Consumer", 1, false),
          new BodyKind("BiConsumer", 2, false));

  private Api() {}

  /// The kind of body that a functional interface is for.
  static Optional<BodyKind> bodyKind(ClassDesc functionalInterface) {
    return BODIES.stream().filter(kind -> kind.type().equals(functionalInterface)).findFirst();
  }

  static boolean isAwait(InvokeInstruction call) {
    return call.name().equalsString("await") && call.owner().asSymbol().equals(ASYNC);
  }

  /// Whether it is `Async.async(body)` with a body of this kind.
  static boolean isAsync(InvokeInstruction call, BodyKind kind) {
    return call.name().equalsString("async")
        && call.owner().asSymbol().equals(ASYNC)
        && call.typeSymbol().parameterList().equals(List.of(kind.type()));
  }

  /// One of the interfaces `AsyncBody`, `AsyncAction` ...
  ///
  /// @param noun its name without `Async`, which is also the name of its woven form
  /// @param arity how many arguments it takes
  /// @param hasValue whether it returns one
  record BodyKind(String noun, int arity, boolean hasValue) {

    ClassDesc type() {
      return ClassDesc.of("dev.wakeful.async.Async" + noun);
    }

    ClassDesc woven() {
      return WOVEN.nested(noun);
    }

    /// The erased type of the woven form's `start`.
    MethodTypeDesc start() {
      return MethodTypeDesc.of(FUTURE, arguments());
    }

    private ClassDesc[] arguments() {
      ClassDesc[] all = new ClassDesc[arity];
      java.util.Arrays.fill(all, ConstantDescs.CD_Object);
      return all;
    }
  }
}
