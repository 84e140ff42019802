package dev.wakeful.weave;

import dev.wakeful.weave.Suspension.Carried;
import dev.wakeful.weave.Suspension.Field;
import dev.wakeful.weave.Suspension.Plan;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.SwitchCase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Writes the ways out of a body and back in: from locals and stack to fields, and back.
///
/// Awaits at which the same values go to the same fields can share these ways; the number of the
/// await then travels in a local.
final class SuspensionWriter {
  private final BodyWriter writer;
  private final CodeBuilder out;
  private final Map<Suspension, Labels> labels = new HashMap<>();
  private final List<List<Suspension>> groups;
  private final Label complain;
  private final boolean sharing;

  /// Where the parts of one await are.
  private record Labels(Label poll, Label suspend, Label resume) {}

  SuspensionWriter(BodyWriter writer, boolean share) {
    this.writer = writer;
    this.out = writer.out;
    complain = out.newLabel();
    Map<Object, List<Suspension>> equal = new LinkedHashMap<>();
    for (Suspension each : writer.layout.suspensions()) {
      Object key = share ? each.plan() : each;
      equal.computeIfAbsent(key, any -> new ArrayList<>()).add(each);
    }
    groups = List.copyOf(equal.values());
    sharing = groups.size() < writer.layout.suspensions().size();
    for (List<Suspension> group : groups) {
      Label resume = out.newLabel();
      group.forEach(each -> labels.put(each, new Labels(out.newLabel(), out.newLabel(), resume)));
    }
  }

  /// Where the future of an await is polled.
  Label poll(Suspension at) {
    return labels(at).poll;
  }

  /// Where an await goes whose future is pending, with the answer on the stack.
  Label suspend(Suspension at) {
    return labels(at).suspend;
  }

  /// Where the body goes on after an await, with nothing but the frame and the context.
  Label resume(Suspension at) {
    return labels(at).resume;
  }

  /// Where a poll goes that should not have been.
  Label complain() {
    return complain;
  }

  private Labels labels(Suspension at) {
    return Objects.requireNonNull(labels.get(at));
  }

  /// Keeps a copy of the state, which is on the stack, if some way back in needs it.
  void noteState() {
    if (sharing) {
      out.dup().istore(writer.number);
    }
  }

  /// Puts the value of a field on the stack.
  void load(Carried value) {
    Field field = value.field();
    out.aload(writer.frame).getfield(writer.body.frame(), field.name, field.type().fieldType());
    if (field.isMixed()) {
      out.checkcast(value.type().objectType());
    }
  }

  /// Writes all ways, and the complaint.
  void write() {
    for (List<Suspension> group : groups) {
      if (group.size() == 1) {
        single(group.getFirst());
      } else {
        shared(group);
      }
    }
    out.labelBinding(complain);
    writer.maps.frame(complain, entry(), List.of());
    int line = writer.code.firstLine();
    if (line > 0) {
      out.lineNumber(line);
    }
    out.aload(writer.frame)
        .invokevirtual(writer.body.frame(), "notPollable", Api.COMPLAINT)
        .athrow();
  }

  private VType[] entry() {
    VType[] locals = writer.entryLocals();
    if (sharing) {
      locals[writer.number] = VType.INT;
    }
    return locals;
  }

  private void single(Suspension at) {
    begin(at);
    out.pop();
    store(at.plan());
    out.aload(writer.frame).loadConstant(at.number());
    leave();
    out.labelBinding(resume(at));
    writer.maps.frame(resume(at), entry(), List.of());
    restore(at.plan());
    writer.jumps.go(poll(at));
  }

  private void shared(List<Suspension> group) {
    Suspension first = group.getFirst();
    Label store = out.newLabel();
    for (Suspension at : group) {
      begin(at);
      out.pop().loadConstant(at.number()).istore(writer.number);
      writer.jumps.go(store);
    }
    out.labelBinding(store);
    VType[] locals = writer.localsWithFuture(first);
    locals[writer.number] = VType.INT;
    writer.maps.frame(store, locals, first.below());
    store(first.plan());
    out.aload(writer.frame).iload(writer.number);
    leave();
    out.labelBinding(resume(first));
    writer.maps.frame(resume(first), entry(), List.of());
    restore(first.plan());
    out.iload(writer.number);
    List<SwitchCase> cases =
        group.stream().map(at -> SwitchCase.of(at.number(), poll(at))).toList();
    out.lookupswitch(poll(first), cases);
  }

  private void begin(Suspension at) {
    out.labelBinding(suspend(at));
    writer.maps.frame(suspend(at), writer.localsWithFuture(at), writer.stackWithAnswer(at));
    if (at.line() > 0) {
      out.lineNumber(at.line());
    }
  }

  private void leave() {
    out.aload(writer.future).invokevirtual(writer.body.frame(), "suspend", Api.SUSPEND).areturn();
  }

  /// Values to fields; leaves nothing on the stack.
  private void store(Plan plan) {
    for (Carried value : plan.stack().reversed()) {
      Field field = value.field();
      if (field.isNone()) {
        out.pop();
      } else if (value.type().isWide()) {
        out.aload(writer.frame).dup_x2().pop();
        put(field);
      } else {
        out.aload(writer.frame).swap();
        put(field);
      }
    }
    for (Carried value : plan.locals()) {
      if (value.stored()) {
        out.aload(writer.frame).loadLocal(value.type().typeKind(), writer.slot(value.slot()));
        put(value.field());
      }
    }
    for (Field field : plan.cleared()) {
      out.aload(writer.frame).aconst_null();
      put(field);
    }
  }

  private void put(Field field) {
    out.putfield(writer.body.frame(), field.name, field.type().fieldType());
  }

  /// Fields to values; the future, too.
  private void restore(Plan plan) {
    for (Carried value : plan.locals()) {
      if (value.field().isNone()) {
        nothing(value.type()); // dead, but the compiler's frames go on naming its type
      } else {
        load(value);
      }
      out.storeLocal(value.type().typeKind(), writer.slot(value.slot()));
    }
    out.aload(writer.frame)
        .getfield(writer.body.frame(), "awaiting", Api.FUTURE)
        .astore(writer.future);
    for (Carried value : plan.stack()) {
      if (value.field().isNone()) {
        out.aconst_null();
      } else {
        load(value);
      }
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
