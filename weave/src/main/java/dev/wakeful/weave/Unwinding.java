package dev.wakeful.weave;

import dev.wakeful.weave.Blocks.Block;
import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
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

  /// It is only thrown on, and the code it passes calls nothing: `finally { active--; }`.
  QUIET,

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

  /// Whether what runs may await, or call what fails: then it needs what the runtime provides.
  boolean asksTheRuntime() {
    return this == UNSEEN || this == SEEN;
  }

  /// What happens to one thrown by an instruction.
  static Unwinding at(int index, Listing code, Blocks blocks) {
    Deque<Integer> handlers = new ArrayDeque<>(handlersOf(index, code));
    if (handlers.isEmpty()) {
      return NOTHING;
    }
    Unwinding all = QUIET;
    Set<Integer> seen = new HashSet<>(handlers);
    while (!handlers.isEmpty()) {
      List<Integer> thrownOn = new ArrayList<>();
      Unwinding one = from(handlers.remove(), code, blocks, thrownOn);
      if (one == SEEN) {
        return SEEN;
      }
      all = one == UNSEEN ? UNSEEN : all;
      for (int at : thrownOn) {
        handlersOf(at, code).stream().filter(seen::add).forEach(handlers::add);
      }
    }
    return all;
  }

  private static List<Integer> handlersOf(int index, Listing code) {
    return code.handlersAt(index).stream()
        .filter(Unwinding::catches)
        .map(handler -> code.position(handler.handler()))
        .toList();
  }

  /// What a handler does: unless it is seen, what it caught is put into a local from which it is
  /// only ever thrown. Code that goes on without it is taken to call something.
  ///
  /// @param thrownOn where it is thrown, added to
  private static Unwinding from(int handler, Listing code, Blocks blocks, List<Integer> thrownOn) {
    int first = instruction(handler, code);
    if (!(code.at(first) instanceof StoreInstruction caught)) {
      return SEEN;
    }
    Unwinding found = QUIET;
    Deque<Integer> starts = new ArrayDeque<>(List.of(first + 1));
    Set<Integer> entered = new HashSet<>();
    while (!starts.isEmpty()) {
      int start = starts.remove();
      Block block = blocks.get(blocks.of(start));
      boolean lives = true;
      for (int i = start; i < block.end() && lives; i++) {
        switch (code.at(i)) {
          case StoreInstruction x when x.slot() == caught.slot() -> {
            lives = false;
            found = UNSEEN;
          }
          case InvokeInstruction x -> found = UNSEEN;
          case InvokeDynamicInstruction x -> found = UNSEEN;
          case ReturnInstruction x -> found = UNSEEN;
          case LoadInstruction x when x.slot() == caught.slot() -> {
            int next = instruction(i + 1, code);
            if (((Instruction) code.at(next)).opcode() != Opcode.ATHROW) {
              return SEEN;
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
    return found;
  }

  private static int instruction(int from, Listing code) {
    int at = from;
    while (!(code.at(at) instanceof Instruction)) {
      at++;
    }
    return at;
  }
}
