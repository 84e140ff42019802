package dev.wakeful.weave;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.util.List;

/// Writes jumps that may be longer than 32 KB, with the frames that they need.
final class Jumps {
  private final CodeBuilder out;
  private final StackMaps maps;
  private final boolean wide;

  /// @param wide whether every jump must be able to go far
  Jumps(CodeBuilder out, StackMaps maps, boolean wide) {
    this.out = out;
    this.maps = maps;
    this.wide = wide;
  }

  /// Writes a jump.
  ///
  /// @param opcode which one
  /// @param to where it goes
  /// @param locals the types of the locals when it is not taken
  /// @param stack the types on the stack when it is not taken
  void branch(Opcode opcode, Label to, VType[] locals, List<VType> stack) {
    if (!wide) {
      out.branch(opcode, to);
    } else if (opcode == Opcode.GOTO || opcode == Opcode.GOTO_W) {
      out.goto_w(to);
    } else {
      Label over = out.newLabel();
      out.branch(opposite(opcode), over).goto_w(to).labelBinding(over);
      maps.frame(over, locals, stack);
      out.nop(); // what follows may have a frame of its own
    }
  }

  /// Writes a jump that is always taken.
  void go(Label to) {
    if (wide) {
      out.goto_w(to);
    } else {
      out.goto_(to);
    }
  }

  private static Opcode opposite(Opcode opcode) {
    return switch (opcode) {
      case IFEQ -> Opcode.IFNE;
      case IFNE -> Opcode.IFEQ;
      case IFLT -> Opcode.IFGE;
      case IFGE -> Opcode.IFLT;
      case IFGT -> Opcode.IFLE;
      case IFLE -> Opcode.IFGT;
      case IF_ICMPEQ -> Opcode.IF_ICMPNE;
      case IF_ICMPNE -> Opcode.IF_ICMPEQ;
      case IF_ICMPLT -> Opcode.IF_ICMPGE;
      case IF_ICMPGE -> Opcode.IF_ICMPLT;
      case IF_ICMPGT -> Opcode.IF_ICMPLE;
      case IF_ICMPLE -> Opcode.IF_ICMPGT;
      case IF_ACMPEQ -> Opcode.IF_ACMPNE;
      case IF_ACMPNE -> Opcode.IF_ACMPEQ;
      case IFNULL -> Opcode.IFNONNULL;
      case IFNONNULL -> Opcode.IFNULL;
      default -> throw new UnsupportedCode("the jump " + opcode);
    };
  }
}
