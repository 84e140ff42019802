package dev.wakeful.weave;

import dev.wakeful.weave.Blocks.Block;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The loops of a method: which blocks go round, and where each loop is entered.
///
/// A body that goes on in the middle of a loop must enter the loop by its head. A jump into the
/// middle would make it a loop with two entries, which HotSpot compiles but does not optimise.
final class Loops {
  private final Blocks blocks;
  private final List<List<Integer>> before = new ArrayList<>();

  /// By head, the blocks of its loop.
  private final Map<Integer, BitSet> loops = new TreeMap<>();

  Loops(Blocks blocks) {
    this.blocks = blocks;
    for (int i = 0; i < blocks.count(); i++) {
      before.add(new ArrayList<>());
    }
    for (int i = 0; i < blocks.count(); i++) {
      for (int next : after(i)) {
        before.get(next).add(i);
      }
    }
    BitSet[] dominators = dominators();
    for (int i = 0; i < blocks.count(); i++) {
      for (int next : after(i)) {
        if (dominators[i].get(next)) {
          collect(next, i);
        }
      }
    }
  }

  /// The first elements of the loops that an element is in, the outermost first.
  List<Integer> headsOf(int index) {
    int block = blocks.of(index);
    return loops.entrySet().stream()
        .filter(loop -> loop.getValue().get(block))
        .sorted(
            Comparator.comparingInt(
                    (Map.Entry<Integer, BitSet> loop) -> loop.getValue().cardinality())
                .reversed())
        .map(loop -> blocks.get(loop.getKey()).start())
        .toList();
  }

  private List<Integer> after(int block) {
    Block at = blocks.get(block);
    List<Integer> after = new ArrayList<>(at.next());
    after.addAll(at.handlers());
    return after;
  }

  /// For each block, those that every way to it leads through. Of a block that no way leads to,
  /// all.
  private BitSet[] dominators() {
    BitSet[] dominators = new BitSet[blocks.count()];
    for (int i = 0; i < dominators.length; i++) {
      dominators[i] = new BitSet();
      dominators[i].set(0, i == 0 ? 1 : blocks.count());
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = 1; i < dominators.length; i++) {
        BitSet common = new BitSet();
        common.set(0, blocks.count());
        before.get(i).forEach(each -> common.and(dominators[each]));
        common.set(i);
        if (!common.equals(dominators[i])) {
          dominators[i] = common;
          changed = true;
        }
      }
    }
    return dominators;
  }

  /// Adds to the loop of a head the blocks from which a way leads back to it by its last block.
  private void collect(int head, int last) {
    BitSet loop = loops.computeIfAbsent(head, any -> new BitSet());
    loop.set(head);
    Deque<Integer> work = new ArrayDeque<>(List.of(last));
    while (!work.isEmpty()) {
      int block = work.removeFirst();
      if (!loop.get(block)) {
        loop.set(block);
        work.addAll(before.get(block));
      }
    }
  }
}
