package dev.wakeful.weave;

import dev.wakeful.weave.Blocks.Block;
import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What happens to a `Cancelled` that is thrown where an await stands, as far as the handlers there
/// tell.
enum Unwinding {
  /// No handler can catch it: nothing runs.
  NOTHING,

  /// All that is done with it, wherever it is caught, is to throw it on, as the code of a `finally`
  /// does. Nobody can tell one from another.
  UNSEEN,

  /// It is caught by code that may look at it, keep it or add to it.
  SEEN;

  /// The names of all that a `Cancelled` is. (That it is a `Throwable` is also said by naming no
  /// class.)
  private static final Set<String> CATCHING =
      Set.of("java/lang/Throwable", "java/lang/Error", "dev/wakeful/task/Cancelled");

  /// Whether a handler catches a `Cancelled`.
  static boolean catches(ExceptionCatch handler) {
    return handler.catchType().map(type -> CATCHING.contains(type.asInternalName())).orElse(true);
  }

  /// What happens to one thrown by an instruction.
  static Unwinding at(int index, Listing code, Blocks blocks) {
    Deque<Integer> handlers = new ArrayDeque<>(handlersOf(index, code));
    if (handlers.isEmpty()) {
      return NOTHING;
    }
    Set<Integer> seen = new HashSet<>(handlers);
    while (!handlers.isEmpty()) {
      List<Integer> thrownOn = new ArrayList<>();
      if (!onlyThrowsOn(handlers.remove(), code, blocks, thrownOn)) {
        return SEEN;
      }
      for (int at : thrownOn) {
        handlersOf(at, code).stream().filter(seen::add).forEach(handlers::add);
      }
    }
    return UNSEEN;
  }

  private static List<Integer> handlersOf(int index, Listing code) {
    return code.handlersAt(index).stream()
        .filter(Unwinding::catches)
        .map(handler -> code.position(handler.handler()))
        .toList();
  }

  /// Whether a handler puts what it caught into a local from which it is only ever thrown.
  ///
  /// @param thrownOn where it is thrown, added to
  private static boolean onlyThrowsOn(
      int handler, Listing code, Blocks blocks, List<Integer> thrownOn) {
    int first = instruction(handler, code);
    if (!(code.at(first) instanceof StoreInstruction caught)) {
      return false;
    }
    Deque<Integer> starts = new ArrayDeque<>(List.of(first + 1));
    Set<Integer> entered = new HashSet<>();
    while (!starts.isEmpty()) {
      int start = starts.remove();
      Block block = blocks.get(blocks.of(start));
      boolean lives = true;
      for (int i = start; i < block.end() && lives; i++) {
        switch (code.at(i)) {
          case StoreInstruction x -> lives = x.slot() != caught.slot();
          case LoadInstruction x when x.slot() == caught.slot() -> {
            int next = instruction(i + 1, code);
            if (((Instruction) code.at(next)).opcode() != Opcode.ATHROW) {
              return false;
            }
            thrownOn.add(next);
          }
          default -> {}
        }
      }
      List<Integer> after = new ArrayList<>(block.handlers());
      if (lives) {
        after.addAll(block.next());
      }
      after.stream().filter(entered::add).forEach(each -> starts.add(blocks.get(each).start()));
    }
    return true;
  }

  private static int instruction(int from, Listing code) {
    int at = from;
    while (!(code.at(at) instanceof Instruction)) {
      at++;
    }
    return at;
  }
}
