package dev.wakeful.weave;

import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;

/// The classes of boxed primitives.
final class Boxes {
  private Boxes() {}

  /// The box of a primitive type.
  static ClassDesc of(ClassDesc primitive) {
    return switch (primitive.descriptorString()) {
      case "I" -> ConstantDescs.CD_Integer;
      case "J" -> ConstantDescs.CD_Long;
      case "F" -> ConstantDescs.CD_Float;
      case "D" -> ConstantDescs.CD_Double;
      case "Z" -> ConstantDescs.CD_Boolean;
      case "B" -> ConstantDescs.CD_Byte;
      case "C" -> ConstantDescs.CD_Character;
      case "S" -> ConstantDescs.CD_Short;
      default -> throw new IllegalArgumentException(primitive + " has no box");
    };
  }
}
