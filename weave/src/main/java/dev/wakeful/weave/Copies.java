package dev.wakeful.weave;

import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/// Which values on the stack are those of a local still: the `sum` below the call in `sum +=
/// await(x)`. They need no field of their own.
final class Copies {
  /// No local has the value.
  static final int NONE = -1;

  private final Listing code;
  private final TypeFlow flow;
  private final Blocks blocks;

  Copies(Listing code, TypeFlow flow, Blocks blocks) {
    this.code = code;
    this.flow = flow;
    this.blocks = blocks;
  }

  /// For each value on the stack before an instruction, bottom first, a local that has the same
  /// value, or [#NONE]. Looks no further back than the block.
  List<Integer> before(int index) {
    List<Integer> stack = new ArrayList<>();
    for (int i = blocks.get(blocks.of(index)).start(); i < index; i++) {
      TypeState before = flow.before(i);
      if (code.at(i) instanceof Instruction instruction && before != null) {
        resize(stack, before.stack().size());
        apply(instruction, before, stack);
      }
    }
    resize(stack, Objects.requireNonNull(flow.before(index)).stack().size());
    return stack;
  }

  private static void apply(Instruction instruction, TypeState before, List<Integer> stack) {
    List<VType> types = before.stack();
    boolean wide = !types.isEmpty() && types.getLast().isWide();
    switch (instruction) {
      case LoadInstruction x -> stack.add(x.slot());
      case StoreInstruction x -> {
        stack.removeLast();
        forget(x.slot(), stack);
        if (wide) {
          forget(x.slot() + 1, stack);
        }
        if (x.slot() > 0 && before.locals()[x.slot() - 1].isWide()) {
          forget(x.slot() - 1, stack); // a wide value, broken
        }
      }
      case IncrementInstruction x -> forget(x.slot(), stack);
      case StackInstruction x when x.opcode() == (wide ? Opcode.DUP2 : Opcode.DUP) ->
          stack.add(stack.getLast());
      case StackInstruction x -> Collections.fill(stack, NONE);
      default -> stack.add(NONE); // at most one value is new, and it is the top; resize() cuts
    }
  }

  private static void forget(int slot, List<Integer> stack) {
    Collections.replaceAll(stack, slot, NONE);
  }

  /// Makes the list as long as the stack is after an instruction. Of what the instruction left, all
  /// but the top was there before it.
  private static void resize(List<Integer> stack, int height) {
    while (stack.size() > height) {
      stack.removeLast();
      if (!stack.isEmpty() && stack.size() <= height) {
        stack.set(stack.size() - 1, NONE);
      }
    }
    while (stack.size() < height) {
      stack.add(NONE);
    }
  }
}
