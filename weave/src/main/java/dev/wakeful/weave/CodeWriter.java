package dev.wakeful.weave;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.attribute.RuntimeInvisibleTypeAnnotationsAttribute;
import java.lang.classfile.attribute.RuntimeVisibleTypeAnnotationsAttribute;
import java.lang.classfile.attribute.StackMapTableAttribute;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.CharacterRange;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LocalVariable;
import java.lang.classfile.instruction.LocalVariableType;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Copies the code of a method that makes bodies: each `async(() -> ...)` becomes the making of a
/// frame, everything else stays.
class CodeWriter {
  final CodeBuilder out;
  final Listing code;
  final Bodies bodies;
  final StackMaps maps;
  private final Map<Label, Label> labels = new HashMap<>();

  CodeWriter(CodeBuilder out, Listing code, Bodies bodies) {
    this(out, code, bodies, Set.of());
  }

  CodeWriter(CodeBuilder out, Listing code, Bodies bodies, Set<Integer> remade) {
    this.out = out;
    this.code = code;
    this.bodies = bodies;
    this.maps = new StackMaps(out, remade);
  }

  /// Writes the whole method.
  void write() {
    elements();
    maps.write();
  }

  final void elements() {
    for (int i = 0; i < code.size(); i++) {
      i = element(i);
    }
  }

  /// Where a local is in the new code.
  int slot(int slot) {
    return slot;
  }

  /// The types of all locals in the new code, where the old code had these.
  VType[] locals(VType[] old) {
    return old;
  }

  final Label label(Label old) {
    return labels.computeIfAbsent(old, any -> out.newLabel());
  }

  /// Writes one element, sometimes more.
  ///
  /// @return the index of the last that was written
  private int element(int index) {
    CodeElement element = code.at(index);
    if (element instanceof Instruction) {
      beforeInstruction();
    }
    switch (element) {
      case LabelTarget x -> target(x.label());
      case ExceptionCatch x -> handler(x);
      case LocalVariable x ->
          out.localVariable(
              slot(x.slot()), x.name(), x.type(), label(x.startScope()), label(x.endScope()));
      case LocalVariableType x ->
          out.localVariableType(
              slot(x.slot()), x.name(), x.signature(), label(x.startScope()), label(x.endScope()));
      case InvokeDynamicInstruction x -> {
        Body made = bodies.madeBy(x);
        if (made == null) {
          out.with(x);
        } else {
          return make(made, x, index);
        }
      }
      case Instruction x -> instruction(x, index);
      // Positions in the source that only tools of the compiler read, types of the old code.
      case CharacterRange x -> {}
      case StackMapTableAttribute x -> {}
      case RuntimeVisibleTypeAnnotationsAttribute x -> {}
      case RuntimeInvisibleTypeAnnotationsAttribute x -> {}
      default -> out.with(element);
    }
    return index;
  }

  /// Called before each instruction is written.
  void beforeInstruction() {}

  /// Writes an instruction that makes no body.
  void instruction(Instruction instruction, int index) {
    switch (instruction) {
      case BranchInstruction x -> out.branch(x.opcode(), label(x.target()));
      case TableSwitchInstruction x ->
          out.tableswitch(x.lowValue(), x.highValue(), label(x.defaultTarget()), cases(x.cases()));
      case LookupSwitchInstruction x ->
          out.lookupswitch(label(x.defaultTarget()), cases(x.cases()));
      case NewObjectInstruction x -> {
        out.labelBinding(maps.site(index));
        out.new_(x.className());
      }
      default -> out.with(instruction);
    }
  }

  private List<SwitchCase> cases(List<SwitchCase> old) {
    return old.stream().map(each -> SwitchCase.of(each.caseValue(), label(each.target()))).toList();
  }

  void target(Label old) {
    out.labelBinding(label(old));
    TypeState types = code.frame(old);
    if (types != null) {
      maps.frame(label(old), locals(types.locals()), types.stack());
    }
  }

  private void handler(ExceptionCatch x) {
    Label start = label(x.tryStart());
    Label end = label(x.tryEnd());
    Label handler = label(x.handler());
    if (x.catchType().isPresent()) {
      out.exceptionCatch(start, end, handler, x.catchType().get());
    } else {
      out.exceptionCatchAll(start, end, handler);
    }
  }

  /// Writes the making of a body: of a frame when it is started right here, else of an object that
  /// can be started later.
  private int make(Body body, InvokeDynamicInstruction x, int index) {
    int next = nextInstruction(index);
    boolean started =
        next > 0
            && code.at(next) instanceof InvokeInstruction call
            && Api.isAsync(call, body.kind());
    if (!started) {
      out.invokedynamic(FrameClass.starter(body, x));
      return index;
    }
    out.invokestatic(body.frame(), "create", body.createType());
    boolean onLineOfItsOwn = false;
    for (int i = index + 1; i < next; i++) {
      element(i);
      onLineOfItsOwn |= code.at(i) instanceof LineNumber;
    }
    if (onLineOfItsOwn) {
      out.nop(); // in the place of the call of `async`, so that its line is still there
    }
    return next;
  }

  /// The instruction that can only be reached from this one; -1 when there is none.
  private int nextInstruction(int index) {
    for (int i = index + 1; i < code.size(); i++) {
      boolean joined =
          code.at(i) instanceof LabelTarget target && code.frame(target.label()) != null;
      if (joined) {
        return -1;
      }
      if (code.at(i) instanceof Instruction) {
        return i;
      }
    }
    return -1;
  }
}
