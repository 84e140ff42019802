package dev.wakeful.weave;

import dev.wakeful.weave.Suspension.Carried;
import dev.wakeful.weave.Suspension.Field;
import dev.wakeful.weave.Suspension.Plan;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ConstantDescs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/// Writes the ways back into a body.
///
/// The awaited future is polled first: while it is pending nothing needs to be brought back, so
/// being polled again costs no more than the call. When it throws and the await has handlers, the
/// failure must come out where the await stands: it is thrown under a copy of the await's entries
/// in the exception table. So is a cancellation, of which no future needs to know.
final class WaysIn {
  private final BodyWriter writer;
  private final CodeBuilder out;
  private final Ways ways;

  WaysIn(BodyWriter writer, Ways ways) {
    this.writer = writer;
    this.out = writer.out;
    this.ways = ways;
  }

  /// Writes those of awaits that share them.
  ///
  /// For a debugger all that is written for an await is one piece of its line, which begins with
  /// the way of a body that is cancelled. So a breakpoint there is hit when the body arrives at the
  /// await and when it is cancelled, but not when it leaves and comes back.
  void write(List<Suspension> group) {
    Label polled = out.newLabel();
    Label failed = out.newLabel();
    unwind(group, failed);
    if (ways.throwsInPlace(group.getFirst())) {
      fail(group, polled, failed);
    }
    resume(group, polled);
  }

  /// Writes the ways from the heads of loops to the awaits in them.
  void writeEntries() {
    ways.entries().forEach(this::enter);
  }

  /// Puts the value of a field on the stack.
  void load(Carried value) {
    Field field = value.field();
    out.aload(writer.frame).getfield(writer.body.frame(), field.name, field.type().fieldType());
    if (field.isMixed()) {
      out.checkcast(value.type().objectType());
    }
  }

  private void resume(List<Suspension> group, Label polled) {
    Suspension first = group.getFirst();
    Label resume = ways.of(first).resume();
    out.labelBinding(resume);
    writer.maps.frame(resume, writer.entryLocals(), List.of());
    out.aload(writer.frame)
        .getfield(writer.body.frame(), "awaiting", Api.FUTURE)
        .aload(writer.frame + 1)
        .invokeinterface(Api.FUTURE, "pollRaw", Api.POLL)
        .labelBinding(polled);
    writer.jumpIfPending(ways.again, writer.entryLocals(), List.of());
    out.astore(writer.answer);
    List<Carried> locals = first.plan().locals();
    VType[] present = new VType[writer.code.maxLocals];
    Arrays.fill(present, VType.TOP);
    Set<Carried> back = new HashSet<>();
    ways.through(first).forEach((head, way) -> pass(head, way, locals, present, back));
    bringBack(locals.stream().filter(each -> !back.contains(each)).toList(), first.plan());
    out.aload(writer.answer);
    goOn(group, at -> ways.of(at).after());
  }

  /// The cancellations of a group, each put on the stack for [#fail]; a return where nobody would
  /// catch it.
  private void unwind(List<Suspension> group, Label failed) {
    Set<Unwinding> written = EnumSet.noneOf(Unwinding.class);
    for (Suspension at : group) {
      if (!written.add(at.unwinding())) {
        continue;
      }
      Label unwind = ways.of(at).unwind();
      out.labelBinding(unwind);
      writer.maps.frame(unwind, writer.entryLocals(), List.of());
      writer.line(at);
      if (at.unwinding() == Unwinding.NOTHING) {
        out.aconst_null().areturn();
        continue;
      }
      if (group.size() > 1) {
        out.iconst_m1().iload(writer.number).isub().istore(writer.number);
      }
      String method = at.unwinding() == Unwinding.SEEN ? "cancelled" : "cancelledUnseen";
      out.aload(writer.frame).invokevirtual(writer.body.frame(), method, Api.CANCELLED);
      writer.jumps.go(failed);
    }
  }

  /// A failure of the awaited future, or a cancellation, on the stack.
  private void fail(List<Suspension> group, Label polled, Label failed) {
    Suspension first = group.getFirst();
    out.exceptionCatchAll(ways.of(first).resume(), polled, failed).labelBinding(failed);
    writer.maps.frame(
        failed, writer.entryLocals(), List.of(VType.object(ConstantDescs.CD_Throwable)));
    out.astore(writer.future);
    bringBackLocals(first.plan().locals());
    goOn(group, at -> ways.of(at).raise());
  }

  /// To one of the awaits of a group; the body is back.
  private void goOn(List<Suspension> group, Function<Suspension, Label> where) {
    Suspension first = group.getFirst();
    boolean chosen = group.size() > 1;
    if (chosen) {
      out.iload(writer.number);
    }
    if (!ways.entries().isEmpty()) {
      out.iconst_0().istore(writer.number);
    }
    if (!chosen) {
      writer.jumps.go(where.apply(first));
      return;
    }
    List<SwitchCase> cases =
        group.stream().map(at -> SwitchCase.of(at.number(), where.apply(at))).toList();
    out.lookupswitch(where.apply(first), cases);
  }

  /// The values that the code at the head of a loop names; then through it. Another value may be in
  /// a variable's place by the time of the await (ecj names variables at the head whose places are
  /// used again inside); it comes back behind the head.
  ///
  /// @param present by local, the type of what is there already
  /// @param back the values that are
  private void pass(
      Label head, Label way, List<Carried> locals, VType[] present, Set<Carried> back) {
    VType[] named = Objects.requireNonNull(writer.code.frame(head)).locals();
    for (Carried value : locals) {
      if (named[value.slot()].equals(value.type()) && back.add(value)) {
        bringBackLocals(List.of(value));
        present[value.slot()] = value.type();
      }
    }
    for (int slot = writer.frame; slot < named.length; slot++) {
      int place = slot;
      if (!named[slot].equals(present[slot])) {
        back.removeIf(value -> value.slot() == place);
        if (!named[slot].equals(VType.TOP)) {
          nothing(named[slot]); // of no use after the await
          out.storeLocal(named[slot].typeKind(), writer.slot(slot));
        }
        present[slot] = named[slot]; // what the head does not name is gone behind it
      }
    }
    writer.jumps.go(writer.label(head));
    out.labelBinding(way);
    writer.maps.frame(way, writer.headLocals(head), List.of());
  }

  /// From the head of a loop to where the body goes on.
  private void enter(Label head, Ways.Entry entry) {
    out.labelBinding(entry.label());
    writer.maps.frame(entry.label(), writer.headLocals(head), List.of());
    if (entry.ways().size() == 1) {
      writer.jumps.go(entry.ways().values().iterator().next());
      return;
    }
    List<SwitchCase> cases = new ArrayList<>();
    entry.ways().forEach((at, way) -> cases.add(SwitchCase.of(at.number(), way)));
    out.iload(writer.number).lookupswitch(cases.getFirst().target(), cases);
  }

  private void bringBack(List<Carried> locals, Plan plan) {
    bringBackLocals(locals);
    for (Carried value : plan.stack()) {
      if (value.copyOf() != Copies.NONE) {
        out.loadLocal(value.type().typeKind(), writer.slot(value.copyOf()));
      } else if (value.field().isNone()) {
        out.aconst_null();
      } else {
        load(value);
      }
    }
  }

  private void bringBackLocals(List<Carried> locals) {
    for (Carried value : locals) {
      if (value.field().isNone()) {
        nothing(value.type()); // dead, but the compiler's frames go on naming its type
      } else {
        load(value);
      }
      out.storeLocal(value.type().typeKind(), writer.slot(value.slot()));
    }
  }

  private void nothing(VType type) {
    switch (type.kind()) {
      case INT -> out.iconst_0();
      case LONG -> out.lconst_0();
      case FLOAT -> out.fconst_0();
      case DOUBLE -> out.dconst_0();
      default -> out.aconst_null();
    }
  }
}
