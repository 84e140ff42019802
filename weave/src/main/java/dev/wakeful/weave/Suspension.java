package dev.wakeful.weave;

import java.util.List;
import java.util.Objects;

/// One await of a body: the types where it stands, and what becomes of every value that lives
/// across it.
///
/// @param number the state of the body while it is suspended here, from 1
/// @param index the index of the call of `await`
/// @param line its line, 0 when unknown
/// @param before the types before the call; the future is on top of the stack
/// @param plan what to carry
/// @param unwinding what happens when it is cancelled here
record Suspension(
    int number, int index, int line, TypeState before, Plan plan, Unwinding unwinding) {

  /// What is on the stack below the future.
  List<VType> below() {
    return before.stack().subList(0, before.stack().size() - 1);
  }

  /// What to carry over a suspension. Awaits with equal plans can share their code.
  ///
  /// @param locals every local that has a type
  /// @param stack the operand stack below the future, bottom first
  /// @param cleared fields whose value nobody will read any more
  record Plan(List<Carried> locals, List<Carried> stack, List<Field> cleared) {}

  /// One value.
  ///
  /// @param slot its local, in the numbers of the compiler; -1 on the stack
  /// @param type what it is
  /// @param copyOf the local that has the same value and waits itself, or [Copies#NONE]
  /// @param field where it waits; [Field#NONE] when it is null, dead, a copy, or made again
  /// @param stored whether it must be written when the body is suspended; what never changes is in
  ///   its field already
  record Carried(int slot, VType type, int copyOf, Field field, boolean stored) {

    Carried(int slot, VType type, Field field, boolean stored) {
      this(slot, type, Copies.NONE, field, stored);
    }
  }

  /// A field of the frame.
  ///
  /// The type is set when all values are known that wait in it.
  static final class Field {
    static final Field NONE = new Field("");

    /// The frame's own field for what is awaited. It is written with the state.
    static final Field AWAITING = awaiting();

    final String name;
    private VType type = VType.TOP;
    private boolean mixed;

    Field(String name) {
      this.name = name;
    }

    private static Field awaiting() {
      Field field = new Field("awaiting");
      field.holds(VType.object(Api.FUTURE));
      return field;
    }

    /// Takes note of a value that waits here.
    void holds(VType value) {
      if (type.equals(VType.TOP)) {
        type = value;
      } else if (!type.equals(value)) {
        mixed = true;
      }
    }

    /// Whether values of different classes wait here, so that reading needs a cast.
    boolean isMixed() {
      return mixed;
    }

    /// What all values have in common.
    VType type() {
      return mixed ? VType.of(java.lang.classfile.TypeKind.REFERENCE) : type;
    }

    boolean isNone() {
      return this == NONE;
    }

    @Override
    public String toString() {
      return isNone() ? "nothing" : name + " " + Objects.requireNonNull(type());
    }
  }
}
