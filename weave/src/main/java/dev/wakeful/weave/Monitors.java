package dev.wakeful.weave;

import dev.wakeful.weave.Blocks.Block;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.MonitorInstruction;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/// How many monitors are held where.
final class Monitors {
  private static final int UNKNOWN = -1;

  private final Listing code;
  private final Blocks blocks;
  private final int[] atStart;
  private final Deque<Integer> work = new ArrayDeque<>();

  Monitors(Listing code, Blocks blocks) {
    this.code = code;
    this.blocks = blocks;
    atStart = new int[blocks.count()];
    Arrays.fill(atStart, UNKNOWN);
    reach(0, 0);
    while (!work.isEmpty()) {
      Block block = blocks.get(work.removeFirst());
      int held = held(block, block.end());
      block.next().forEach(next -> reach(next, held));
      int before = atStart[blocks.of(block.start())];
      block.handlers().forEach(handler -> reach(handler, before));
    }
  }

  private void reach(int block, int held) {
    if (atStart[block] == UNKNOWN) {
      atStart[block] = held;
      work.addLast(block);
    }
  }

  /// Whether a monitor is held before an instruction.
  boolean isHeld(int index) {
    return held(blocks.get(blocks.of(index)), index) > 0;
  }

  private int held(Block block, int index) {
    int held = atStart[blocks.of(block.start())];
    for (int i = block.start(); i < index; i++) {
      if (code.at(i) instanceof MonitorInstruction x) {
        held += x.opcode() == Opcode.MONITORENTER ? 1 : -1;
      }
    }
    return held;
  }
}
