package dev.wakeful.weave;

import dev.wakeful.weave.Suspension.Carried;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Stage four, *emit*, for the code of a body: the compiler's code with a jump at its head, a poll
/// in the place of each await, and the ways out and back in at its end.
///
/// ```text
///        switch (frame.state, set to OVER) { 0 -> start; k -> resume_k; else -> complain }
/// start: inputs from their fields to their locals
///        ... the compiler's code ...
///        store future
/// poll_k:raw = future.pollRaw(cx); if (raw == PENDING) goto suspend_k
///        ... the compiler's code ...
/// suspend_k: live values to fields; return frame.suspend(k, future)
/// resume_k:  fields to live values; future = frame.awaiting; goto poll_k
/// ```
///
/// The poll stands where the await stood, so exceptions thrown by it meet the same handlers. The
/// ways out and in are covered by none.
final class BodyWriter extends CodeWriter {
  final Body body;
  final Layout layout;
  final Jumps jumps;

  /// The local of the frame; the context comes after it.
  final int frame;

  /// The local of the future that is polled.
  final int future;

  /// The local of the number of the await, where awaits share code.
  final int number;

  private final int free;
  private final StackEffect effect;
  private final Map<Integer, Suspension> awaits = new HashMap<>();
  private final SuspensionWriter suspensions;

  BodyWriter(CodeBuilder out, Body body, Layout layout, Bodies bodies, Shape shape) {
    super(out, layout.code(), bodies, layout.remade());
    this.body = body;
    this.layout = layout;
    this.effect = new StackEffect(bodies.self());
    this.jumps = new Jumps(out, maps, shape.isWide());
    frame = body.hasSelf() ? 1 : 0;
    future = code.maxLocals + 2;
    number = future + 1;
    free = future + 2;
    layout.suspensions().forEach(each -> awaits.put(each.index(), each));
    suspensions = new SuspensionWriter(this, shape.sharesCode());
  }

  /// How a body is written when the short way does not do.
  ///
  /// @param isWide whether jumps may be longer than 32 KB
  /// @param sharesCode whether awaits at which the same values are carried share the code for it
  record Shape(boolean isWide, boolean sharesCode) {
    static final Shape PLAIN = new Shape(false, false);
  }

  @Override
  void write() {
    head();
    elements();
    suspensions.write();
    maps.write();
  }

  @Override
  int slot(int slot) {
    return slot >= frame ? slot + 2 : slot;
  }

  @Override
  VType[] locals(VType[] old) {
    VType[] all = entryLocals();
    for (int i = frame; i < old.length; i++) {
      all[slot(i)] = old[i];
    }
    return all;
  }

  /// The types of the locals when the method is entered.
  VType[] entryLocals() {
    VType[] all = new VType[free];
    Arrays.fill(all, VType.TOP);
    if (body.hasSelf()) {
      all[0] = VType.object(bodies.self());
    }
    all[frame] = VType.object(body.frame());
    all[frame + 1] = VType.object(Api.CONTEXT);
    return all;
  }

  private void head() {
    int line = code.firstLine();
    if (line > 0) {
      out.lineNumber(line);
    }
    Label start = out.newLabel();
    Label complain = suspensions.complain();
    out.aload(frame).getfield(body.frame(), "state", ConstantDescs.CD_int);
    suspensions.noteState();
    out.aload(frame).iconst_m1().putfield(body.frame(), "state", ConstantDescs.CD_int);
    List<SwitchCase> cases = new ArrayList<>(List.of(SwitchCase.of(0, start)));
    layout
        .suspensions()
        .forEach(each -> cases.add(SwitchCase.of(each.number(), suspensions.resume(each))));
    out.tableswitch(0, layout.suspensions().size(), complain, cases);
    out.labelBinding(start);
    maps.frame(start, entryLocals(), List.of());
    if (layout.cleansUp()) {
      out.aload(frame).aload(frame + 1);
      out.invokevirtual(Api.CONTEXT, "slots", MethodTypeDesc.of(Api.SLOTS));
      out.putfield(body.frame(), "slots", Api.SLOTS);
    }
    for (Carried input : layout.parameters()) {
      suspensions.load(input);
      out.storeLocal(input.type().typeKind(), slot(input.slot()));
    }
    out.nop(); // the compiler's first instruction may have a frame of its own
  }

  @Override
  void instruction(Instruction instruction, int index) {
    switch (instruction) {
      case LoadInstruction x -> out.loadLocal(x.typeKind(), slot(x.slot()));
      case StoreInstruction x -> out.storeLocal(x.typeKind(), slot(x.slot()));
      case IncrementInstruction x -> out.iinc(slot(x.slot()), x.constant());
      case BranchInstruction x -> branch(x, index);
      case ReturnInstruction x -> giveBack(x);
      case NewObjectInstruction x when layout.remade().contains(index) ->
          out.new_(x.className()).pop().aconst_null(); // so the class is initialised here
      case InvokeInstruction x when awaits.containsKey(index) ->
          await(Objects.requireNonNull(awaits.get(index)));
      case InvokeInstruction x when makesAgain(x, index) -> makeAgain(x, index);
      default -> super.instruction(instruction, index);
    }
  }

  private void await(Suspension at) {
    out.astore(future);
    Label poll = suspensions.poll(at);
    out.labelBinding(poll);
    maps.frame(poll, localsWithFuture(at), at.below());
    out.aload(future).aload(frame + 1);
    out.invokeinterface(Api.FUTURE, "pollRaw", Api.POLL);
    out.dup().getstatic(Api.RAW_POLL, "PENDING", ConstantDescs.CD_Object);
    jumps.branch(
        Opcode.IF_ACMPEQ, suspensions.suspend(at), localsWithFuture(at), stackWithAnswer(at));
  }

  VType[] localsWithFuture(Suspension at) {
    VType[] all = locals(at.before().locals());
    all[future] = VType.object(Api.FUTURE);
    return all;
  }

  List<VType> stackWithAnswer(Suspension at) {
    List<VType> stack = new ArrayList<>(at.below());
    stack.add(VType.object(ConstantDescs.CD_Object));
    return stack;
  }

  private void branch(BranchInstruction x, int index) {
    TypeState before = layout.flow().before(index);
    if (before == null) {
      out.branch(x.opcode(), label(x.target())); // no path leads here, so no frame can be known
      return;
    }
    VType[] locals = before.locals().clone();
    List<VType> stack = new ArrayList<>(before.stack());
    effect.apply(x, index, locals, stack);
    jumps.branch(x.opcode(), label(x.target()), locals(locals), stack);
  }

  /// A body's value leaves it as an object, and `void` as null.
  private void giveBack(ReturnInstruction x) {
    boolean boxed = x.typeKind() != TypeKind.REFERENCE && x.typeKind() != TypeKind.VOID;
    if (!body.kind().hasValue() && x.typeKind() != TypeKind.VOID) {
      if (x.typeKind().slotSize() == 2) {
        out.pop2();
      } else {
        out.pop();
      }
      out.aconst_null();
    } else if (x.typeKind() == TypeKind.VOID) {
      out.aconst_null();
    } else if (boxed) {
      ClassDesc primitive = code.method.methodTypeSymbol().returnType();
      ClassDesc box = Boxes.of(primitive);
      out.invokestatic(box, "valueOf", MethodTypeDesc.of(box, primitive));
    }
    out.areturn();
  }

  private boolean makesAgain(InvokeInstruction x, int index) {
    TypeState before = layout.flow().before(index);
    return before != null
        && x.name().equalsString("<init>")
        && layout.remade().contains(receiver(x, before).site());
  }

  private static VType receiver(InvokeInstruction x, TypeState before) {
    return before.stack().get(before.stack().size() - 1 - x.typeSymbol().parameterCount());
  }

  /// A constructor whose object could not live across the await in its arguments: the arguments are
  /// put aside, the object is made, and the constructor is called.
  private void makeAgain(InvokeInstruction x, int index) {
    TypeState before = Objects.requireNonNull(layout.flow().before(index));
    VType object = receiver(x, before);
    List<ClassDesc> arguments = x.typeSymbol().parameterList();
    int[] aside = new int[arguments.size()];
    int next = free;
    for (int i = 0; i < aside.length; i++) {
      aside[i] = next;
      next += TypeKind.from(arguments.get(i)).slotSize();
    }
    for (int i = aside.length - 1; i >= 0; i--) {
      out.storeLocal(TypeKind.from(arguments.get(i)), aside[i]);
    }
    int copies = 0;
    int at = before.stack().size() - 1 - arguments.size();
    while (at - copies >= 0 && before.stack().get(at - copies).equals(object)) {
      copies++;
      out.pop();
    }
    if (copies != before.stack().stream().filter(object::equals).count()) {
      throw new UnsupportedCode("an object that is moved about before its constructor is called");
    }
    out.new_(object.objectType());
    for (int i = 1; i < copies; i++) {
      out.dup();
    }
    for (int i = 0; i < aside.length; i++) {
      out.loadLocal(TypeKind.from(arguments.get(i)), aside[i]);
    }
    out.with(x);
  }
}
