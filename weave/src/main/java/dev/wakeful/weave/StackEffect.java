package dev.wakeful.weave;

import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.NopInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/// What each instruction does to the types of locals and stack: the verifier's rules, without its
/// checks.
final class StackEffect {
  private final ClassDesc self;

  StackEffect(ClassDesc self) {
    this.self = self;
  }

  /// Applies one instruction.
  ///
  /// @return whether the next instruction can follow
  boolean apply(Instruction instruction, int index, VType[] locals, List<VType> stack) {
    switch (instruction) {
      case LoadInstruction x ->
          stack.add(x.typeKind() == TypeKind.REFERENCE ? locals[x.slot()] : VType.of(x.typeKind()));
      case StoreInstruction x -> store(x.slot(), pop(stack), locals);
      case BranchInstruction x -> {
        return branch(x.opcode(), stack);
      }
      case TableSwitchInstruction x -> {
        return false;
      }
      case LookupSwitchInstruction x -> {
        return false;
      }
      case ReturnInstruction x -> {
        return false;
      }
      case ThrowInstruction x -> {
        return false;
      }
      case FieldInstruction x -> field(x, stack);
      case InvokeInstruction x -> invoke(x, locals, stack);
      case InvokeDynamicInstruction x -> {
        pop(stack, x.typeSymbol().parameterCount());
        push(x.typeSymbol().returnType(), stack);
      }
      case NewObjectInstruction x -> stack.add(VType.uninit(x.className().asSymbol(), index));
      case NewPrimitiveArrayInstruction x ->
          replace(1, VType.object(x.typeKind().upperBound().arrayType()), stack);
      case NewReferenceArrayInstruction x ->
          replace(1, VType.object(x.componentType().asSymbol().arrayType()), stack);
      case NewMultiArrayInstruction x ->
          replace(x.dimensions(), VType.object(x.arrayType().asSymbol()), stack);
      case TypeCheckInstruction x ->
          replace(
              1,
              x.opcode() == Opcode.CHECKCAST ? VType.object(x.type().asSymbol()) : VType.INT,
              stack);
      case ArrayLoadInstruction x -> arrayLoad(x, stack);
      case ArrayStoreInstruction x -> pop(stack, 3);
      case ConvertInstruction x -> replace(1, VType.of(x.toType()), stack);
      case ConstantInstruction x -> stack.add(constant(x));
      case MonitorInstruction x -> pop(stack);
      case OperatorInstruction x -> operator(x, stack);
      case StackInstruction x -> shuffle(x.opcode(), stack);
      case IncrementInstruction x -> {}
      case NopInstruction x -> {}
      default -> throw new UnsupportedCode("the instruction " + instruction.opcode());
    }
    return true;
  }

  private static VType pop(List<VType> stack) {
    return stack.removeLast();
  }

  private static void pop(List<VType> stack, int count) {
    for (int i = 0; i < count; i++) {
      stack.removeLast();
    }
  }

  private static void push(ClassDesc declared, List<VType> stack) {
    if (!declared.equals(ConstantDescs.CD_void)) {
      stack.add(VType.of(declared));
    }
  }

  private static void replace(int count, VType by, List<VType> stack) {
    pop(stack, count);
    stack.add(by);
  }

  private static void store(int slot, VType type, VType[] locals) {
    if (slot > 0 && locals[slot - 1].isWide()) {
      locals[slot - 1] = VType.TOP;
    }
    locals[slot] = type;
    if (type.isWide()) {
      locals[slot + 1] = VType.TOP;
    }
  }

  private static boolean branch(Opcode opcode, List<VType> stack) {
    switch (opcode) {
      case GOTO, GOTO_W -> {
        return false;
      }
      case IF_ICMPEQ, IF_ICMPNE, IF_ICMPLT, IF_ICMPGE, IF_ICMPGT, IF_ICMPLE, IF_ACMPEQ, IF_ACMPNE ->
          pop(stack, 2);
      default -> pop(stack);
    }
    return true;
  }

  private static void field(FieldInstruction x, List<VType> stack) {
    switch (x.opcode()) {
      case GETSTATIC -> push(x.typeSymbol(), stack);
      case GETFIELD -> replace(1, VType.of(x.typeSymbol()), stack);
      case PUTSTATIC -> pop(stack);
      default -> pop(stack, 2);
    }
  }

  private void invoke(InvokeInstruction x, VType[] locals, List<VType> stack) {
    pop(stack, x.typeSymbol().parameterCount());
    if (x.opcode() != Opcode.INVOKESTATIC) {
      VType receiver = pop(stack);
      if (receiver.isUninit()) {
        VType done =
            VType.object(receiver.kind() == VType.Kind.UNINIT_THIS ? self : receiver.objectType());
        for (int i = 0; i < locals.length; i++) {
          locals[i] = locals[i].equals(receiver) ? done : locals[i];
        }
        stack.replaceAll(each -> each.equals(receiver) ? done : each);
      }
    }
    push(x.typeSymbol().returnType(), stack);
  }

  private static void arrayLoad(ArrayLoadInstruction x, List<VType> stack) {
    pop(stack);
    VType array = pop(stack);
    if (x.typeKind() != TypeKind.REFERENCE) {
      stack.add(VType.of(x.typeKind()));
      return;
    }
    ClassDesc component = array.isObject() ? array.objectType().componentType() : null;
    stack.add(component == null ? VType.NULL : VType.object(component));
  }

  private static VType constant(ConstantInstruction x) {
    if (x.opcode() == Opcode.ACONST_NULL) {
      return VType.NULL;
    }
    if (x.typeKind() != TypeKind.REFERENCE) {
      return VType.of(x.typeKind());
    }
    return VType.object(
        switch (x.constantValue()) {
          case String s -> ConstantDescs.CD_String;
          case ClassDesc c -> ConstantDescs.CD_Class;
          case MethodTypeDesc t -> ConstantDescs.CD_MethodType;
          case MethodHandleDesc h -> ConstantDescs.CD_MethodHandle;
          case DynamicConstantDesc<?> d -> d.constantType();
          default -> throw new UnsupportedCode("the constant " + x.constantValue());
        });
  }

  private static void operator(OperatorInstruction x, List<VType> stack) {
    switch (x.opcode()) {
      case INEG, LNEG, FNEG, DNEG -> {}
      case ARRAYLENGTH -> replace(1, VType.INT, stack);
      case LCMP, FCMPL, FCMPG, DCMPL, DCMPG -> replace(2, VType.INT, stack);
      default -> replace(2, VType.of(x.typeKind()), stack);
    }
  }

  /// The instructions that move values about. Positions count values, of which a wide one is one
  /// here and two in the instruction's name.
  private static void shuffle(Opcode opcode, List<VType> stack) {
    int top = stack.size();
    VType a = stack.getLast();
    switch (opcode) {
      case POP -> pop(stack);
      case POP2 -> pop(stack, a.isWide() ? 1 : 2);
      case DUP -> stack.add(a);
      case DUP_X1 -> stack.add(top - 2, a);
      case DUP_X2 -> stack.add(below(stack, top - 1), a);
      case DUP2 -> duplicateTwo(stack, top);
      case DUP2_X1 -> duplicateTwo(stack, a.isWide() ? top - 2 : top - 3);
      case DUP2_X2 -> duplicateTwo(stack, below(stack, a.isWide() ? top - 1 : top - 2));
      case SWAP -> {
        pop(stack);
        stack.add(stack.size() - 1, a);
      }
      default -> throw new UnsupportedCode("the instruction " + opcode);
    }
  }

  /// The position below two slots' worth of values that end before `from`.
  private static int below(List<VType> stack, int from) {
    return stack.get(from - 1).isWide() ? from - 1 : from - 2;
  }

  /// Copies the upper two slots to a position, which may be the top.
  private static void duplicateTwo(List<VType> stack, int to) {
    VType a = stack.getLast();
    if (a.isWide()) {
      stack.add(to, a);
      return;
    }
    VType b = stack.get(stack.size() - 2);
    stack.add(to, b);
    stack.add(to + 1, a);
  }
}
