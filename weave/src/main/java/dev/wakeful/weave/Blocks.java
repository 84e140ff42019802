package dev.wakeful.weave;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The basic blocks of a method and the ways between them.
///
/// Every label begins a block, so all instructions of a block are covered by the same handlers.
final class Blocks {
  /// One block.
  ///
  /// @param start its first element
  /// @param end the element after its last
  /// @param next the blocks that can follow
  /// @param handlers the blocks in which an exception thrown here is caught
  record Block(int start, int end, List<Integer> next, List<Integer> handlers) {}

  private final List<Block> blocks = new ArrayList<>();
  private final int[] blockOf;

  Blocks(Listing code) {
    blockOf = new int[code.size()];
    boolean[] leader = new boolean[code.size() + 1];
    leader[0] = true;
    for (int i = 0; i < code.size(); i++) {
      CodeElement element = code.at(i);
      leader[i] |= element instanceof LabelTarget;
      leader[i + 1] |= ends(element);
    }
    int start = 0;
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i < code.size(); i++) {
      if (leader[i]) {
        start = starts.size();
        starts.add(i);
      }
      blockOf[i] = start;
    }
    for (int i = 0; i < starts.size(); i++) {
      int end = i + 1 < starts.size() ? starts.get(i + 1) : code.size();
      List<Integer> handlers =
          code.handlersOf(starts.get(i)).stream().map(at -> blockOf[at]).distinct().toList();
      blocks.add(new Block(starts.get(i), end, next(code, end), handlers));
    }
  }

  int count() {
    return blocks.size();
  }

  Block get(int number) {
    return blocks.get(number);
  }

  /// The number of the block an element is in.
  int of(int index) {
    return blockOf[index];
  }

  private static boolean ends(CodeElement element) {
    return switch (element) {
      case BranchInstruction x -> true;
      case TableSwitchInstruction x -> true;
      case LookupSwitchInstruction x -> true;
      case ReturnInstruction x -> true;
      case ThrowInstruction x -> true;
      default -> false;
    };
  }

  private List<Integer> next(Listing code, int end) {
    List<Label> targets = new ArrayList<>();
    boolean falls = true;
    switch (code.at(end - 1)) {
      case BranchInstruction x -> {
        targets.add(x.target());
        falls = x.opcode() != Opcode.GOTO && x.opcode() != Opcode.GOTO_W;
      }
      case TableSwitchInstruction x -> {
        targets.add(x.defaultTarget());
        x.cases().stream().map(SwitchCase::target).forEach(targets::add);
        falls = false;
      }
      case LookupSwitchInstruction x -> {
        targets.add(x.defaultTarget());
        x.cases().stream().map(SwitchCase::target).forEach(targets::add);
        falls = false;
      }
      case ReturnInstruction x -> falls = false;
      case ThrowInstruction x -> falls = false;
      default -> {}
    }
    int[] found = targets.stream().mapToInt(label -> blockOf[code.position(label)]).toArray();
    List<Integer> next = new ArrayList<>(Arrays.stream(found).boxed().distinct().toList());
    if (falls && end < code.size()) {
      next.add(blockOf[end]);
    }
    return List.copyOf(next);
  }
}
