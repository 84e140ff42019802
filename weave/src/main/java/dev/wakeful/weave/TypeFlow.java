package dev.wakeful.weave;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The types before each instruction of a method, found in one walk.
///
/// No types are ever merged: wherever two paths meet, the compiler has written a frame, and the
/// walk goes on from that. So no class hierarchy is needed. (ea-async typed its locals by merging,
/// and that is where its bugs were.)
final class TypeFlow {
  private final @Nullable TypeState[] before;

  private TypeFlow(int size) {
    before = new TypeState[size];
  }

  /// Walks a method.
  ///
  /// @param code the method
  /// @param self the class it stands in
  static TypeFlow of(Listing code, ClassDesc self) {
    TypeFlow flow = new TypeFlow(code.size());
    VType[] locals = parameters(code, self);
    List<VType> stack = new ArrayList<>();
    StackEffect effect = new StackEffect(self);
    boolean reached = true;
    for (int i = 0; i < code.size(); i++) {
      CodeElement element = code.at(i);
      if (element instanceof LabelTarget target) {
        TypeState written = code.frame(target.label());
        if (written != null) {
          locals = written.locals().clone();
          stack = new ArrayList<>(written.stack());
          reached = true;
        }
      }
      if (reached && element instanceof Instruction instruction) {
        flow.before[i] = new TypeState(locals.clone(), List.copyOf(stack));
        reached = effect.apply(instruction, i, locals, stack);
      }
    }
    return flow;
  }

  private static VType[] parameters(Listing code, ClassDesc self) {
    VType[] locals = new VType[code.maxLocals];
    Arrays.fill(locals, VType.TOP);
    int slot = 0;
    if (!code.method.flags().has(AccessFlag.STATIC)) {
      boolean constructor = code.method.methodName().equalsString("<init>");
      locals[slot++] = constructor ? VType.UNINIT_THIS : VType.object(self);
    }
    for (ClassDesc parameter : code.method.methodTypeSymbol().parameterList()) {
      VType type = VType.of(parameter);
      locals[slot] = type;
      slot += type.isWide() ? 2 : 1;
    }
    return locals;
  }

  /// The types before an instruction; null when no path leads to it.
  @Nullable TypeState before(int index) {
    return before[index];
  }
}
