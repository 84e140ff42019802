package dev.wakeful.weave.fuzz;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The types of the programs' variables.
enum Type {
  INT("int", "Integer", "1"),
  LONG("long", "Long", "2L"),
  DOUBLE("double", "Double", "0.5"),
  STRING("String", "String", "\"s\""),
  BOOL("boolean", "Boolean", "true"),
  OBJECT("Object", "Object", "\"o\""),
  BYTE("byte", "Byte", "((byte) 3)"),
  SHORT("short", "Short", "((short) 4)"),
  CHAR("char", "Character", "'c'"),
  FLOAT("float", "Float", "1.5f"),
  BOXED("Integer", "Integer", "((Integer) 200)"),
  INTS("int[]", "int[]", "(new int[] {1, 2})"),
  LONGS("long[]", "long[]", "(new long[] {3, 4})"),
  DOUBLES("double[]", "double[]", "(new double[] {.5, .25})"),
  BYTES("byte[]", "byte[]", "(new byte[] {5, 6})"),
  STRINGS("String[]", "String[]", "(new String[] {\"x\", \"y\"})"),
  GRID("int[][]", "int[][]", "(new int[][] {{1, 2}, {3, 4}})"),
  REC("R", "R", "(new R(1, 2, \"r\"))"),
  PAIR("Q", "Q", "(new Q(\"q\", 1, null))"),
  COLOR("Color", "Color", "Color.RED"),
  BOX("Box", "Box", "(new Box())");

  /// Those with arithmetic.
  static final List<Type> NUMBERS = List.of(INT, LONG, DOUBLE, BYTE, SHORT, CHAR, FLOAT);

  /// Those whose variables can be counted up.
  static final List<Type> INTEGRAL = List.of(INT, LONG, BYTE, SHORT, CHAR, BOXED);

  /// Those that a program keeps in static fields.
  static final List<Type> STATIC = List.of(INT, LONG, DOUBLE, STRING, INTS, OBJECT);

  /// All of them, the simple ones first.
  static final List<Type> ALL = List.of(values());

  /// Its name in Java.
  final String java;

  /// The name of its reference type.
  final String boxed;

  /// The simplest value.
  final String simplest;

  Type(String java, String boxed, String simplest) {
    this.java = java;
    this.boxed = boxed;
    this.simplest = simplest;
  }

  /// The array of it, if programs have that.
  @Nullable Type array() {
    return switch (this) {
      case INT -> INTS;
      case LONG -> LONGS;
      case DOUBLE -> DOUBLES;
      case BYTE -> BYTES;
      case STRING -> STRINGS;
      case INTS -> GRID;
      default -> null;
    };
  }

  /// What it is an array of.
  @Nullable Type element() {
    for (Type each : ALL) {
      if (each.array() == this) {
        return each;
      }
    }
    return null;
  }

  /// Whether null is a value of it.
  boolean isReference() {
    return !NUMBERS.contains(this) && this != BOOL;
  }
}
