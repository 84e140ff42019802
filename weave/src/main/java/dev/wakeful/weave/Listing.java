package dev.wakeful.weave;

import java.lang.classfile.Attributes;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.attribute.StackMapFrameInfo;
import java.lang.classfile.attribute.StackMapFrameInfo.ObjectVerificationTypeInfo;
import java.lang.classfile.attribute.StackMapFrameInfo.SimpleVerificationTypeInfo;
import java.lang.classfile.attribute.StackMapFrameInfo.UninitializedVerificationTypeInfo;
import java.lang.classfile.attribute.StackMapFrameInfo.VerificationTypeInfo;
import java.lang.classfile.attribute.StackMapTableAttribute;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LocalVariable;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The code of one method by index: where labels stand, what the compiler said about types, which
/// handlers cover what.
final class Listing {
  final MethodModel method;
  final List<CodeElement> elements;
  final int maxLocals;

  /// Handlers in the order in which they are tried.
  final List<ExceptionCatch> handlers = new ArrayList<>();

  private final Map<Label, Integer> positions = new HashMap<>();
  private final Map<Label, TypeState> frames = new HashMap<>();
  private final List<LocalVariable> variables = new ArrayList<>();
  private final int[] lines;

  Listing(MethodModel method) {
    this.method = method;
    CodeModel code = method.code().orElseThrow();
    List<StackMapFrameInfo> table =
        code.findAttribute(Attributes.stackMapTable())
            .map(StackMapTableAttribute::entries)
            .orElse(List.of());
    // Reading the table binds labels, so it must be read whole before the elements are.
    for (StackMapFrameInfo frame : table) {
      frame.locals();
      frame.stack();
    }
    elements = List.copyOf(code.elementList());
    maxLocals = ((CodeAttribute) code).maxLocals();
    lines = new int[elements.size()];
    int line = 0;
    for (int i = 0; i < elements.size(); i++) {
      switch (elements.get(i)) {
        case LabelTarget target -> positions.put(target.label(), i);
        case ExceptionCatch handler -> handlers.add(handler);
        case LineNumber number -> line = number.line();
        case LocalVariable variable -> variables.add(variable);
        default -> {}
      }
      lines[i] = line;
    }
    for (StackMapFrameInfo frame : table) {
      frames.put(frame.target(), state(frame));
    }
  }

  int size() {
    return elements.size();
  }

  CodeElement at(int index) {
    return elements.get(index);
  }

  /// Where a label stands.
  int position(Label label) {
    return Objects.requireNonNull(positions.get(label), "a label that is bound nowhere");
  }

  /// What the compiler wrote about the types at a label, if it did.
  @Nullable TypeState frame(Label label) {
    return frames.get(label);
  }

  /// The line of an element, 0 when unknown.
  int line(int index) {
    return lines[index];
  }

  /// The first line that is known, 0 when none is.
  int firstLine() {
    for (CodeElement each : elements) {
      if (each instanceof LineNumber number) {
        return number.line();
      }
    }
    return 0;
  }

  /// Where the handlers of an instruction begin.
  List<Integer> handlersOf(int index) {
    return handlersAt(index).stream().map(each -> position(each.handler())).toList();
  }

  /// The handlers of an instruction, in the order in which they are tried.
  List<ExceptionCatch> handlersAt(int index) {
    return handlers.stream()
        .filter(each -> position(each.tryStart()) <= index && index < position(each.tryEnd()))
        .toList();
  }

  /// The slots of the variables that a debugger can show at an instruction.
  BitSet visibleAt(int index) {
    BitSet slots = new BitSet();
    for (LocalVariable variable : variables) {
      if (position(variable.startScope()) <= index && index < position(variable.endScope())) {
        slots.set(variable.slot());
      }
    }
    return slots;
  }

  private TypeState state(StackMapFrameInfo frame) {
    VType[] locals = new VType[maxLocals];
    Arrays.fill(locals, VType.TOP);
    int slot = 0;
    for (VerificationTypeInfo each : frame.locals()) {
      VType type = type(each);
      locals[slot] = type;
      slot += type.isWide() ? 2 : 1;
    }
    return new TypeState(locals, frame.stack().stream().map(this::type).toList());
  }

  private VType type(VerificationTypeInfo info) {
    return switch (info) {
      case SimpleVerificationTypeInfo simple ->
          switch (simple) {
            case TOP -> VType.TOP;
            case INTEGER -> VType.INT;
            case FLOAT -> VType.FLOAT;
            case LONG -> VType.LONG;
            case DOUBLE -> VType.DOUBLE;
            case NULL -> VType.NULL;
            case UNINITIALIZED_THIS -> VType.UNINIT_THIS;
          };
      case ObjectVerificationTypeInfo object -> VType.object(object.classSymbol());
      case UninitializedVerificationTypeInfo uninit -> {
        int site = position(uninit.newTarget());
        while (!(elements.get(site) instanceof Instruction)) {
          site++;
        }
        NewObjectInstruction made = (NewObjectInstruction) elements.get(site);
        yield VType.uninit(made.className().asSymbol(), site);
      }
    };
  }
}
