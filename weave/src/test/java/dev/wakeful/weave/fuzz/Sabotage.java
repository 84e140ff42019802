package dev.wakeful.weave.fuzz;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/// Breaks woven classes in one place, as a weaver with a bug would, to see whether the fuzzer
/// notices.
@SuppressWarnings("ImmutableEnumChecker") // the predicates hold nothing
enum Sabotage {
  /// A variable is not restored from its field.
  LOST_AT_RESUMPTION(each -> isField(each, Opcode.GETFIELD)),
  /// A variable is not saved in its field.
  LOST_AT_SUSPENSION(each -> isField(each, Opcode.PUTFIELD)),
  /// A variable is restored from the field of another.
  SWAPPED(each -> isField(each, Opcode.GETFIELD)),
  /// A body goes on after another await.
  WRONG_STATE(
      each -> each instanceof InvokeInstruction call && call.name().equalsString("suspend")),
  /// A handler is missing.
  NO_HANDLER(each -> each instanceof ExceptionCatch);

  private final Predicate<CodeElement> place;

  Sabotage(Predicate<CodeElement> place) {
    this.place = place;
  }

  /// Breaks one place.
  ///
  /// @param woven the classes of a program, by name; changed in place
  /// @param seed for which place
  /// @param hierarchy of the classes
  /// @return whether there was any
  boolean apply(Map<String, byte[]> woven, long seed, ClassHierarchyResolver hierarchy) {
    ClassFile format =
        ClassFile.of(
            ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
            ClassFile.ClassHierarchyResolverOption.of(hierarchy));
    for (Map.Entry<String, byte[]> each : woven.entrySet()) {
      ClassModel model = format.parse(each.getValue());
      long places =
          model.methods().stream()
              .flatMap(method -> method.code().stream())
              .flatMap(code -> code.elementStream())
              .filter(place)
              .count();
      if (!each.getKey().contains("$async$") && places > 0) {
        long chosen = new SplittableRandom(seed).nextLong(places);
        Breaker breaker = new Breaker(model, chosen);
        each.setValue(
            format.transformClass(model, ClassTransform.transformingMethodBodies(breaker)));
        return breaker.changed;
      }
    }
    return false;
  }

  /// Whether it is an access of a variable's field of a frame.
  private static boolean isField(CodeElement element, Opcode opcode) {
    return element instanceof FieldInstruction access
        && access.opcode() == opcode
        && access.owner().asInternalName().contains("$async$")
        && !List.of("state", "awaiting", "slots", "self").contains(access.name().stringValue());
  }

  private final class Breaker implements CodeTransform {
    private final List<FieldInstruction> fields;
    private final long chosen;
    private long at;
    private boolean changed;

    Breaker(ClassModel model, long chosen) {
      this.chosen = chosen;
      fields =
          model.methods().stream()
              .flatMap(method -> method.code().stream())
              .flatMap(code -> code.elementStream())
              .filter(each -> isField(each, Opcode.GETFIELD))
              .map(FieldInstruction.class::cast)
              .toList();
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
      if (place.test(element) && at++ == chosen) {
        changed = true;
        broken(code, element);
      } else {
        code.with(element);
      }
    }

    private void broken(CodeBuilder code, CodeElement element) {
      switch (element) {
        case FieldInstruction access when Sabotage.this == SWAPPED -> {
          FieldInstruction other =
              fields.stream().filter(each -> isAnother(each, access)).findFirst().orElse(access);
          changed = other != access;
          code.with(other);
        }
        case FieldInstruction access -> {
          TypeKind kind = TypeKind.from(access.typeSymbol());
          if (access.opcode() == Opcode.PUTFIELD) {
            if (kind.slotSize() == 2) {
              code.pop2().pop();
            } else {
              code.pop2();
            }
          } else {
            code.pop();
            nothing(code, kind);
          }
        }
        case InvokeInstruction call -> {
          // the frame, a number and a future are on the stack: the number becomes 1 more or less
          code.swap().iconst_1().ixor().swap();
          code.with(call);
        }
        default -> {} // left out
      }
    }

    private static boolean isAnother(FieldInstruction a, FieldInstruction b) {
      return a.owner().equals(b.owner()) && a.type().equals(b.type()) && !a.name().equals(b.name());
    }

    private static void nothing(CodeBuilder code, TypeKind kind) {
      switch (kind) {
        case LONG -> code.lconst_0();
        case DOUBLE -> code.dconst_0();
        case FLOAT -> code.fconst_0();
        case REFERENCE -> code.aconst_null();
        default -> code.iconst_0();
      }
    }
  }
}
