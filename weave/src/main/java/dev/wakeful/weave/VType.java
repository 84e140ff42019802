package dev.wakeful.weave;

import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the verifier knows about one value.
///
/// @param kind which sort of value
/// @param type its class, when it is an object or will be one
/// @param site the index of the `new` instruction of an object that is not initialised yet
record VType(Kind kind, @Nullable ClassDesc type, int site) {

  /// The sorts of values.
  enum Kind {
    TOP,
    INT,
    FLOAT,
    LONG,
    DOUBLE,
    NULL,
    OBJECT,
    /// An object between `new` and its constructor.
    UNINIT,
    /// `this` in a constructor, before `super()`.
    UNINIT_THIS
  }

  static final VType TOP = new VType(Kind.TOP, null, -1);
  static final VType INT = new VType(Kind.INT, null, -1);
  static final VType FLOAT = new VType(Kind.FLOAT, null, -1);
  static final VType LONG = new VType(Kind.LONG, null, -1);
  static final VType DOUBLE = new VType(Kind.DOUBLE, null, -1);
  static final VType NULL = new VType(Kind.NULL, null, -1);
  static final VType UNINIT_THIS = new VType(Kind.UNINIT_THIS, null, -1);

  static VType object(ClassDesc type) {
    return new VType(Kind.OBJECT, type, -1);
  }

  static VType uninit(ClassDesc type, int site) {
    return new VType(Kind.UNINIT, type, site);
  }

  /// The type of a value that is declared so.
  static VType of(ClassDesc declared) {
    return declared.isPrimitive() ? of(TypeKind.from(declared)) : object(declared);
  }

  static VType of(TypeKind kind) {
    return switch (kind) {
      case LONG -> LONG;
      case DOUBLE -> DOUBLE;
      case FLOAT -> FLOAT;
      case REFERENCE -> object(ConstantDescs.CD_Object);
      case VOID -> TOP;
      default -> INT;
    };
  }

  /// Whether it takes two slots.
  boolean isWide() {
    return kind == Kind.LONG || kind == Kind.DOUBLE;
  }

  boolean isUninit() {
    return kind == Kind.UNINIT || kind == Kind.UNINIT_THIS;
  }

  /// Whether it is a value that must be carried over a suspension: neither nothing, nor null, nor
  /// an object that is made again.
  boolean isCarried() {
    return switch (kind) {
      case INT, FLOAT, LONG, DOUBLE, OBJECT -> true;
      default -> false;
    };
  }

  boolean isObject() {
    return kind == Kind.OBJECT;
  }

  /// The class of an object.
  ClassDesc objectType() {
    return Objects.requireNonNull(type);
  }

  /// How it is loaded and stored.
  TypeKind typeKind() {
    return switch (kind) {
      case INT -> TypeKind.INT;
      case FLOAT -> TypeKind.FLOAT;
      case LONG -> TypeKind.LONG;
      case DOUBLE -> TypeKind.DOUBLE;
      default -> TypeKind.REFERENCE;
    };
  }

  /// The type of a field that can hold it.
  ClassDesc fieldType() {
    return switch (kind) {
      case INT -> ConstantDescs.CD_int;
      case FLOAT -> ConstantDescs.CD_float;
      case LONG -> ConstantDescs.CD_long;
      case DOUBLE -> ConstantDescs.CD_double;
      default -> type == null ? ConstantDescs.CD_Object : type;
    };
  }
}
