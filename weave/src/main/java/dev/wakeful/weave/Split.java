package dev.wakeful.weave;

import dev.wakeful.weave.Suspension.Carried;
import dev.wakeful.weave.Suspension.Field;
import dev.wakeful.weave.Suspension.Plan;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.constantpool.ConstantPool;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// Stages two and three, *analyse* and *split*: what lives across each await of a body, and in
/// which field it waits.
///
/// A captured value that is never assigned has a field of its own and is never written again. All
/// other fields are shared by values that do not wait at the same time, as long as one type fits
/// them or a cast is known to be allowed.
///
/// A variable that holds what is awaited waits where the frame keeps that. A captured future that
/// is in scope at no await but its own is there from the beginning.
///
/// A variable that a debugger can see is carried even when it is dead; where the compiler left no
/// variable table (`-g:none`) only what is live is.
final class Split {
  private final Listing code;
  private final ClassDesc self;
  private final boolean hasSelf;
  private final Set<ClassDesc> nameable;
  private final List<Field> pool = new ArrayList<>();
  private final List<Field> constants = new ArrayList<>();
  private final Map<Place, Field> last = new HashMap<>();

  /// A variable, or a position on the stack (below zero), while it holds one type.
  private record Place(int slot, VType type) {}

  private Split(Body body, Listing code, ClassDesc self, ConstantPool constants) {
    this.code = code;
    this.self = self;
    this.hasSelf = body.hasSelf();
    this.nameable = nameable(constants);
  }

  /// Takes a body apart.
  ///
  /// @param body a body that holds code
  /// @param bodies told when an await stands under a monitor
  /// @param constants the constants of the class
  static Layout of(Body body, Bodies bodies, ConstantPool constants) {
    Listing code = new Listing(Objects.requireNonNull(body.code()));
    return new Split(body, code, bodies.self(), constants).layout(body, bodies);
  }

  private Layout layout(Body body, Bodies bodies) {
    TypeFlow flow = TypeFlow.of(code, self);
    Blocks blocks = new Blocks(code);
    Liveness liveness = new Liveness(code, blocks);
    Monitors monitors = new Monitors(code, blocks);
    Copies copies = new Copies(code, flow, blocks);
    List<Carried> parameters = parameters(body, inPlace(body, flow, liveness, copies));
    List<Suspension> drafts = new ArrayList<>();
    Set<Integer> remade = new LinkedHashSet<>();
    boolean asksTheRuntime = false;
    for (int i = 0; i < code.size(); i++) {
      TypeState before = flow.before(i);
      if (!(code.at(i) instanceof InvokeInstruction call && Api.isAwait(call)) || before == null) {
        continue;
      }
      if (monitors.isHeld(i)) {
        bodies.error(
            code.method,
            code.line(i),
            "await inside `synchronized`: a monitor cannot be held across a suspension; leave the"
                + " block first, or use an async lock");
      }
      Stream.concat(before.stack().stream(), Arrays.stream(before.locals()))
          .filter(VType::isUninit)
          .forEach(object -> remade.add(object.site()));
      Plan plan = plan(before, kept(i, liveness), parameters, copies.before(i));
      Unwinding unwinding = Unwinding.at(i, code, blocks);
      asksTheRuntime |= unwinding.asksTheRuntime();
      drafts.add(new Suspension(drafts.size() + 1, i, code.line(i), before, plan, unwinding));
    }
    List<Field> fields = new ArrayList<>(constants);
    fields.addAll(pool);
    List<Suspension> suspensions = drafts.stream().map(draft -> cleared(draft, fields)).toList();
    Map<Suspension, List<Label>> heads = heads(suspensions, blocks);
    return new Layout(code, flow, parameters, suspensions, fields, remade, heads, asksTheRuntime);
  }

  /// For each await, the heads of the loops around it, from the outermost up to the first that is
  /// entered with something on the stack.
  private Map<Suspension, List<Label>> heads(List<Suspension> suspensions, Blocks blocks) {
    Map<Suspension, List<Label>> all = new LinkedHashMap<>();
    Loops loops = suspensions.isEmpty() ? null : new Loops(blocks);
    for (Suspension each : suspensions) {
      List<Label> heads = new ArrayList<>();
      for (int head : Objects.requireNonNull(loops).headsOf(each.index())) {
        if (!(code.at(head) instanceof LabelTarget target) || !isClear(target.label())) {
          break;
        }
        heads.add(target.label());
      }
      all.put(each, heads);
    }
    return all;
  }

  private boolean isClear(Label label) {
    TypeState types = code.frame(label);
    return types != null
        && types.stack().isEmpty()
        && Arrays.stream(types.locals()).noneMatch(VType::isUninit);
  }

  /// The slots whose value must be there after an await.
  private BitSet kept(int await, Liveness liveness) {
    BitSet kept = liveness.before(await);
    kept.or(code.visibleAt(await));
    return kept;
  }

  /// The local that holds what an await awaits, when it can wait in the frame's own field for that;
  /// or [Copies#NONE].
  private static int awaited(TypeState before, List<Integer> copies) {
    int local = copies.getLast();
    boolean fits = local != Copies.NONE && before.locals()[local].equals(Field.AWAITING.type());
    return fits ? local : Copies.NONE;
  }

  /// The input that can wait in the frame's own field for what is awaited from the beginning: it is
  /// never assigned, and needed after no await but its own. [Copies#NONE] when none can.
  private int inPlace(Body body, TypeFlow flow, Liveness liveness, Copies copies) {
    BitSet written = written();
    BitSet possible = new BitSet();
    int slot = hasSelf ? 1 : 0;
    for (ClassDesc declared : body.parameters()) {
      possible.set(slot, declared.equals(Api.FUTURE) && !written.get(slot));
      slot += VType.of(declared).isWide() ? 2 : 1;
    }
    for (int i = 0; i < code.size() && !possible.isEmpty(); i++) {
      TypeState before = flow.before(i);
      if (code.at(i) instanceof InvokeInstruction call && Api.isAwait(call) && before != null) {
        BitSet others = kept(i, liveness);
        int own = awaited(before, copies.before(i));
        if (own != Copies.NONE) {
          others.clear(own);
        }
        possible.andNot(others);
      }
    }
    return possible.nextSetBit(0); // -1, which is NONE
  }

  private BitSet written() {
    BitSet written = new BitSet();
    for (CodeElement each : code.elements) {
      switch (each) {
        case StoreInstruction x -> written.set(x.slot());
        case IncrementInstruction x -> written.set(x.slot());
        default -> {}
      }
    }
    return written;
  }

  /// The inputs and their fields.
  private List<Carried> parameters(Body body, int inPlace) {
    BitSet written = written();
    List<Carried> parameters = new ArrayList<>();
    int slot = hasSelf ? 1 : 0;
    for (ClassDesc declared : body.parameters()) {
      VType type = VType.of(declared);
      Field field;
      if (slot == inPlace) {
        field = Field.AWAITING;
      } else if (written.get(slot)) {
        field = waitingPlace(slot, type, taken(parameters));
      } else {
        field = new Field("c" + constants.size());
        field.holds(type);
        constants.add(field);
      }
      parameters.add(new Carried(slot, type, field, written.get(slot)));
      slot += type.isWide() ? 2 : 1;
    }
    return parameters;
  }

  private Plan plan(TypeState before, BitSet kept, List<Carried> parameters, List<Integer> copies) {
    List<Carried> locals = new ArrayList<>();
    List<Carried> stack = new ArrayList<>();
    List<Field> taken = new ArrayList<>();
    int awaited = awaited(before, copies);
    // `this` is an argument of the woven method as it was of the method before
    for (int slot = hasSelf ? 1 : 0; slot < before.locals().length; slot++) {
      VType type = before.locals()[slot];
      if (!type.equals(VType.TOP)) {
        Carried local =
            slot == awaited && hasNoField(slot, parameters)
                ? new Carried(slot, type, Field.AWAITING, false)
                : local(slot, type, kept.get(slot), parameters, taken);
        taken.add(local.field());
        locals.add(local);
      }
    }
    List<VType> below = before.stack().subList(0, before.stack().size() - 1);
    for (int i = 0; i < below.size(); i++) {
      VType type = below.get(i);
      int local = copies.get(i);
      boolean copied =
          locals.stream()
              .anyMatch(each ->
                  each.slot() == local && each.type().equals(type) && !each.field().isNone());
      if (copied) {
        stack.add(new Carried(-1 - i, type, local, Field.NONE, false));
      } else if (type.isCarried()) {
        Field field = waitingPlace(-1 - i, type, taken);
        taken.add(field);
        stack.add(new Carried(-1 - i, type, field, true));
      } else {
        stack.add(new Carried(-1 - i, type, Field.NONE, false));
      }
    }
    return new Plan(locals, stack, List.of());
  }

  /// Whether nothing is kept for a local all the time. (What is must not be cleared meanwhile.)
  private static boolean hasNoField(int slot, List<Carried> parameters) {
    return parameters.stream()
        .noneMatch(each -> each.slot() == slot && !each.stored() && each.field() != Field.AWAITING);
  }

  private Carried local(
      int slot, VType type, boolean kept, List<Carried> parameters, List<Field> taken) {
    if (!kept || !type.isCarried()) {
      return new Carried(slot, type, Field.NONE, false);
    }
    for (Carried parameter : parameters) {
      if (parameter.slot() == slot && !parameter.stored()) {
        return new Carried(slot, type, parameter.field(), false);
      }
    }
    return new Carried(slot, type, waitingPlace(slot, type, taken), true);
  }

  /// A field of the pool for a value: the one it had at an earlier await, or one of the same type,
  /// or one that a cast can share, or a new one.
  private Field waitingPlace(int slot, VType type, List<Field> taken) {
    Field field = find(slot, type, taken);
    field.holds(type);
    last.put(new Place(slot, type), field);
    return field;
  }

  private Field find(int slot, VType type, List<Field> taken) {
    Field before = last.get(new Place(slot, type));
    if (before != null && isFree(before, taken)) {
      return before;
    }
    for (Field field : pool) {
      if (field.type().equals(type) && !field.isMixed() && isFree(field, taken)) {
        return field;
      }
    }
    if (type.isObject() && isNameable(type.objectType())) {
      for (Field field : pool) {
        VType held = field.type();
        boolean fits = held.isObject() && (field.isMixed() || isNameable(held.objectType()));
        if (fits && isFree(field, taken)) {
          return field;
        }
      }
    }
    Field field = new Field("v" + pool.size());
    pool.add(field);
    return field;
  }

  private static List<Field> taken(List<Carried> values) {
    return values.stream().map(Carried::field).toList();
  }

  private static boolean isFree(Field field, List<Field> taken) {
    return !field.isNone() && !taken.contains(field);
  }

  /// Adds to a plan the references that must be let go: what waits in a field that no value of this
  /// await waits in.
  private static Suspension cleared(Suspension draft, List<Field> fields) {
    Set<Field> used = new HashSet<>();
    draft.plan().locals().forEach(each -> used.add(each.field()));
    draft.plan().stack().forEach(each -> used.add(each.field()));
    List<Field> cleared =
        fields.stream().filter(field -> field.type().isObject() && !used.contains(field)).toList();
    Plan plan = new Plan(draft.plan().locals(), draft.plan().stack(), cleared);
    return new Suspension(
        draft.number(), draft.index(), draft.line(), draft.before(), plan, draft.unwinding());
  }

  /// The classes that the code may name in a cast: it names them already, as the owners of members.
  /// (A type that was only inferred may be one that is not accessible here.)
  private static Set<ClassDesc> nameable(ConstantPool constants) {
    Set<ClassDesc> named = new HashSet<>();
    for (PoolEntry entry : constants) {
      if (entry instanceof MemberRefEntry member) {
        named.add(member.owner().asSymbol());
      }
    }
    return named;
  }

  private boolean isNameable(ClassDesc type) {
    ClassDesc element = type;
    while (element.isArray()) {
      element = element.componentType();
    }
    return element.isPrimitive()
        || element.equals(self)
        || element.equals(ConstantDescs.CD_Object)
        || element.equals(ConstantDescs.CD_String)
        || nameable.contains(element);
  }
}
