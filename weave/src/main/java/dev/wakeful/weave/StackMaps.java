package dev.wakeful.weave;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.attribute.StackMapFrameInfo;
import java.lang.classfile.attribute.StackMapFrameInfo.ObjectVerificationTypeInfo;
import java.lang.classfile.attribute.StackMapFrameInfo.SimpleVerificationTypeInfo;
import java.lang.classfile.attribute.StackMapFrameInfo.UninitializedVerificationTypeInfo;
import java.lang.classfile.attribute.StackMapFrameInfo.VerificationTypeInfo;
import java.lang.classfile.attribute.StackMapTableAttribute;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The frames of a method that is being written.
final class StackMaps {
  private final CodeBuilder out;
  private final List<StackMapFrameInfo> frames = new ArrayList<>();
  private final Map<Integer, Label> sites = new HashMap<>();

  private final Set<Integer> remade;

  /// The frames of a method.
  ///
  /// @param out where the method is written
  /// @param remade the `new` instructions whose objects are null until their constructor is called
  StackMaps(CodeBuilder out, Set<Integer> remade) {
    this.out = out;
    this.remade = remade;
  }

  /// The label of a `new` instruction, to be bound where it is written.
  Label site(int index) {
    return sites.computeIfAbsent(index, any -> out.newLabel());
  }

  /// Says what the types are at a label.
  ///
  /// @param at the label
  /// @param locals by slot, the second slot of a wide value being TOP
  /// @param stack bottom first
  void frame(Label at, VType[] locals, List<VType> stack) {
    int end = locals.length;
    while (end > 0 && isTop(locals, end - 1)) {
      end--;
    }
    List<VerificationTypeInfo> types = new ArrayList<>();
    for (int i = 0; i < end; i += locals[i].isWide() ? 2 : 1) {
      types.add(info(locals[i]));
    }
    frames.add(StackMapFrameInfo.of(at, types, stack.stream().map(this::info).toList()));
  }

  private static boolean isTop(VType[] locals, int slot) {
    return locals[slot].equals(VType.TOP) && (slot == 0 || !locals[slot - 1].isWide());
  }

  /// Adds the table to the method.
  void write() {
    if (!frames.isEmpty()) {
      out.with(StackMapTableAttribute.of(frames));
    }
  }

  private VerificationTypeInfo info(VType type) {
    return switch (type.kind()) {
      case TOP -> SimpleVerificationTypeInfo.TOP;
      case INT -> SimpleVerificationTypeInfo.INTEGER;
      case FLOAT -> SimpleVerificationTypeInfo.FLOAT;
      case LONG -> SimpleVerificationTypeInfo.LONG;
      case DOUBLE -> SimpleVerificationTypeInfo.DOUBLE;
      case NULL -> SimpleVerificationTypeInfo.NULL;
      case UNINIT_THIS -> SimpleVerificationTypeInfo.UNINITIALIZED_THIS;
      case OBJECT -> ObjectVerificationTypeInfo.of(type.objectType());
      case UNINIT ->
          remade.contains(type.site())
              ? SimpleVerificationTypeInfo.NULL
              : UninitializedVerificationTypeInfo.of(site(type.site()));
    };
  }
}
