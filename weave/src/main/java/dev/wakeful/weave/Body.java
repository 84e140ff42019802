package dev.wakeful.weave;

import dev.wakeful.weave.Api.BodyKind;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An async body of a class: where its code is, and what it is made into.
///
/// @param kind which of the six interfaces it was written for
/// @param frame the class of its calls
/// @param poll the name of the method that holds its code afterwards
/// @param hasSelf whether that method is an instance method, called on the object that the body
///   captured as `this`
/// @param inputs what a call is given: captured values, then arguments; `this` first if there is
///   one
/// @param code the method that holds its code; null when it only calls something, by `reference`
/// @param reference the method reference that it was written as; null for a lambda
record Body(
    BodyKind kind,
    ClassDesc frame,
    String poll,
    boolean hasSelf,
    List<ClassDesc> inputs,
    @Nullable MethodModel code,
    @Nullable DirectMethodHandleDesc reference) {

  /// The type of the method that makes a frame.
  MethodTypeDesc createType() {
    return MethodTypeDesc.of(Api.FUTURE, inputs);
  }

  /// The type of the method that holds the code.
  MethodTypeDesc pollType() {
    return Api.POLL.insertParameterTypes(0, frame);
  }

  /// What the code finds in its first locals: the inputs but for `this`.
  List<ClassDesc> parameters() {
    return hasSelf ? inputs.subList(1, inputs.size()) : inputs;
  }

  /// The handle behind the lambda or method reference that an `invokedynamic` makes, if it makes
  /// one.
  static @Nullable DirectMethodHandleDesc target(DynamicCallSiteDesc site) {
    boolean lambda =
        site.bootstrapMethod() instanceof DirectMethodHandleDesc factory
            && factory.owner().descriptorString().equals("Ljava/lang/invoke/LambdaMetafactory;");
    return lambda
            && Stream.of(site.bootstrapArgs()).skip(1).findFirst().orElse(null)
                instanceof DirectMethodHandleDesc target
        ? target
        : null;
  }
}
