package dev.wakeful.weave;

import dev.wakeful.weave.Blocks.Block;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/// Which locals will still be read: what must be carried over a suspension.
///
/// Backwards over blocks, with a worklist; a handler's needs are needs of every instruction it
/// covers.
final class Liveness {
  private final Listing code;
  private final Blocks blocks;
  private final List<BitSet> liveIn = new ArrayList<>();

  Liveness(Listing code, Blocks blocks) {
    this.code = code;
    this.blocks = blocks;
    List<List<Integer>> dependents = new ArrayList<>();
    for (int i = 0; i < blocks.count(); i++) {
      liveIn.add(new BitSet());
      dependents.add(new ArrayList<>());
    }
    Deque<Integer> work = new ArrayDeque<>();
    BitSet queued = new BitSet();
    for (int i = 0; i < blocks.count(); i++) {
      for (int next : blocks.get(i).next()) {
        dependents.get(next).add(i);
      }
      for (int handler : blocks.get(i).handlers()) {
        dependents.get(handler).add(i);
      }
      work.addFirst(i); // the last block first
      queued.set(i);
    }
    while (!work.isEmpty()) {
      int number = work.removeFirst();
      queued.clear(number);
      Block block = blocks.get(number);
      BitSet live = before(block, block.start());
      if (!live.equals(liveIn.get(number))) {
        liveIn.set(number, live);
        for (int dependent : dependents.get(number)) {
          if (!queued.get(dependent)) {
            queued.set(dependent);
            work.addLast(dependent);
          }
        }
      }
    }
  }

  /// The slots that may be read, before being written, by this instruction or after it.
  BitSet before(int index) {
    return before(blocks.get(blocks.of(index)), index);
  }

  private BitSet before(Block block, int index) {
    BitSet caught = new BitSet();
    block.handlers().forEach(handler -> caught.or(liveIn.get(handler)));
    BitSet live = new BitSet();
    block.next().forEach(next -> live.or(liveIn.get(next)));
    live.or(caught);
    for (int i = block.end() - 1; i >= index; i--) {
      switch (code.at(i)) {
        case StoreInstruction x -> {
          live.clear(x.slot());
          live.or(caught);
        }
        case LoadInstruction x -> live.set(x.slot());
        case IncrementInstruction x -> live.set(x.slot());
        default -> {}
      }
    }
    return live;
  }
}
