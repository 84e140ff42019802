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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Stage four, *emit*, for the code of a body: the compiler's code with a jump at its head, a poll
/// in the place of each await, and the ways out and back in at its end.
///
/// ```text
///          switch (frame.state, set to OVER)
///              { 0 -> start; k -> resume_k; -1 - k -> unwind_k; else -> complain }
/// start:   inputs from their fields to their locals
///          ... the compiler's code ...
/// poll_k:  raw = future.pollRaw(cx); if (raw == PENDING) goto suspend_k; goto after_k
/// raise_k: throw failure
/// after_k: ... the compiler's code ...
/// suspend_k: live values to fields; return frame.suspend(k, future)
/// resume_k:  raw = frame.awaiting.pollRaw(cx), which may go to failed_k
///            if (raw == PENDING) return frame.suspendAgain(k)
///            fields to live values; goto after_k
/// unwind_k:  failure = frame.cancelled()
/// failed_k:  fields to live values; goto raise_k
/// ```
///
/// When the await is in a loop, the way back in leads through the head of the loop, and that of
/// each loop around it, so that the loop keeps its one entry:
///
/// ```text
/// head:    if (number != 0) goto enter
///          ...
/// resume_k:  (number is k) values that are alive at the head; goto head
/// enter:     the other values; number = 0; goto after_k
/// ```
///
/// The poll stands where the await stood, and so does the throw, so that exceptions meet the same
/// handlers. (It is there only when there are some.) The ways out and in are covered by none.
final class BodyWriter extends CodeWriter {
  final Body body;
  final Layout layout;
  final Jumps jumps;

  /// The local of the frame; the context comes after it.
  final int frame;

  /// The local of the future that is polled.
  final int future;

  /// The local of the number of the await at which the body goes on; 0 when it is there.
  final int number;

  /// The local of the answer that the body goes on with.
  final int answer;

  private final int free;
  private final StackEffect effect;
  private final Map<Integer, Suspension> awaits = new HashMap<>();
  private final Ways ways;
  private final WaysIn waysIn;
  private @Nullable Label head;

  BodyWriter(CodeBuilder out, Body body, Layout layout, Bodies bodies, Shape shape) {
    super(out, layout.code(), bodies, layout.remade());
    this.body = body;
    this.layout = layout;
    this.effect = new StackEffect(bodies.self());
    this.jumps = new Jumps(out, maps, shape.isWide());
    frame = body.hasSelf() ? 1 : 0;
    future = code.maxLocals + 2;
    number = future + 1;
    answer = future + 2;
    free = future + 3;
    layout.suspensions().forEach(each -> awaits.put(each.index(), each));
    ways = new Ways(out, layout, shape.sharesCode());
    waysIn = new WaysIn(this, ways);
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
    WaysOut waysOut = new WaysOut(this, ways);
    for (List<Suspension> group : ways.groups()) {
      waysIn.write(group);
      waysOut.write(group);
    }
    waysIn.writeEntries();
    waysOut.writeCommon();
    maps.write();
  }

  @Override
  int slot(int slot) {
    return slot >= frame ? slot + 2 : slot;
  }

  @Override
  VType[] locals(VType[] old) {
    VType[] all = entryLocals();
    if (ways.entries().isEmpty()) {
      all[number] = VType.TOP;
    }
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
    if (!awaits.isEmpty()) {
      all[number] = VType.INT;
    }
    if (!ways.entries().isEmpty()) {
      all[answer] = VType.object(ConstantDescs.CD_Object);
    }
    return all;
  }

  /// The head has no line: a breakpoint on the first line of a body must not be hit when the body
  /// goes on further down.
  private void head() {
    Label start = out.newLabel();
    out.aload(frame).getfield(body.frame(), "state", ConstantDescs.CD_int);
    if (!awaits.isEmpty()) {
      out.dup().istore(number);
    }
    out.aload(frame).iconst_m1().putfield(body.frame(), "state", ConstantDescs.CD_int);
    if (!ways.entries().isEmpty()) {
      out.aconst_null().astore(answer);
    }
    List<SwitchCase> cases = new ArrayList<>(List.of(SwitchCase.of(0, start)));
    for (Suspension each : layout.suspensions()) {
      cases.add(SwitchCase.of(each.number(), ways.of(each).resume()));
      cases.add(SwitchCase.of(-1 - each.number(), ways.of(each).unwind()));
    }
    int last = layout.suspensions().size();
    out.tableswitch(last == 0 ? 0 : -1 - last, last, ways.complain, cases);
    out.labelBinding(start);
    maps.frame(start, entryLocals(), List.of());
    if (!ways.entries().isEmpty()) {
      out.iconst_0().istore(number); // so that the compiler knows it, where no body ever goes on
    }
    if (layout.asksTheRuntime()) {
      out.aload(frame).aload(frame + 1);
      out.invokevirtual(Api.CONTEXT, "slots", MethodTypeDesc.of(Api.SLOTS));
      out.putfield(body.frame(), "slots", Api.SLOTS);
    }
    for (Carried input : layout.parameters()) {
      waysIn.load(input);
      out.storeLocal(input.type().typeKind(), slot(input.slot()));
    }
    out.nop(); // the compiler's first instruction may have a frame of its own
  }

  @Override
  void target(Label old) {
    super.target(old);
    if (ways.entries().containsKey(old)) {
      head = old;
    }
  }

  /// At the head of a loop: a body that goes on inside it goes there. (Not right at the label, so
  /// that it belongs to the line of the head.)
  @Override
  void beforeInstruction() {
    Label entered = head;
    if (entered != null) {
      head = null;
      out.iload(number);
      Label enter = Objects.requireNonNull(ways.entries().get(entered)).label();
      jumps.branch(Opcode.IFNE, enter, headLocals(entered), List.of());
    }
  }

  /// The types of the locals at the head of a loop.
  VType[] headLocals(Label old) {
    return locals(Objects.requireNonNull(code.frame(old)).locals());
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
    Ways.Labels labels = ways.of(at);
    out.astore(future);
    out.aload(future).aload(frame + 1);
    out.invokeinterface(Api.FUTURE, "pollRaw", Api.POLL);
    jumpIfPending(labels.suspend(), localsWithFuture(at), at.below());
    if (ways.throwsInPlace(at)) {
      jumps.go(labels.after());
      out.labelBinding(labels.raise());
      maps.frame(labels.raise(), localsWith(ConstantDescs.CD_Throwable, at), List.of());
      out.aload(future).athrow();
    }
    out.labelBinding(labels.after());
    maps.frame(labels.after(), locals(at.before().locals()), stackWithAnswer(at));
    out.nop(); // what follows may have a frame of its own
  }

  /// What follows belongs to the line of an await.
  void line(Suspension at) {
    if (at.line() > 0) {
      out.lineNumber(at.line());
    }
  }

  /// Goes elsewhere when the answer on the stack is that the future is pending; leaves it there.
  void jumpIfPending(Label pending, VType[] locals, List<VType> below) {
    out.dup().getstatic(Api.RAW_POLL, "PENDING", ConstantDescs.CD_Object);
    List<VType> stack = new ArrayList<>(below);
    stack.add(VType.object(ConstantDescs.CD_Object));
    jumps.branch(Opcode.IF_ACMPEQ, pending, locals, stack);
  }

  VType[] localsWithFuture(Suspension at) {
    return localsWith(Api.FUTURE, at);
  }

  /// The types of the locals at an await, and what is in the local of the future.
  VType[] localsWith(ClassDesc type, Suspension at) {
    VType[] all = locals(at.before().locals());
    all[future] = VType.object(type);
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
    // javac puts the stack aside before a `try` in a switch expression
    List<Integer> locals =
        IntStream.range(0, code.maxLocals)
            .filter(i -> before.locals()[i].equals(object))
            .boxed()
            .toList();
    boolean onlyInLocals = copies == 1 && !locals.isEmpty();
    out.new_(object.objectType());
    for (int i = onlyInLocals ? 0 : 1; i < copies; i++) {
      out.dup();
    }
    for (int i = 0; i < aside.length; i++) {
      out.loadLocal(TypeKind.from(arguments.get(i)), aside[i]);
    }
    out.with(x);
    locals.forEach(local -> out.dup().astore(slot(local)));
    if (onlyInLocals) {
      out.pop();
    }
  }
}
