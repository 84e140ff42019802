package dev.wakeful.weave;

import dev.wakeful.weave.Suspension.Carried;
import dev.wakeful.weave.Suspension.Field;
import dev.wakeful.weave.Suspension.Plan;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ConstantDescs;
import java.util.List;

/// Writes the ways out of a body: values to fields, and a return. That of an await follows its ways
/// in, which say what its line is.
final class WaysOut {
  private final BodyWriter writer;
  private final CodeBuilder out;
  private final Ways ways;

  WaysOut(BodyWriter writer, Ways ways) {
    this.writer = writer;
    this.out = writer.out;
    this.ways = ways;
  }

  /// Writes those of awaits that share them.
  void write(List<Suspension> group) {
    if (group.size() == 1) {
      single(group.getFirst());
    } else {
      shared(group);
    }
  }

  /// Writes what belongs to no await.
  void writeCommon() {
    if (!ways.groups().isEmpty()) {
      again();
    }
    complain();
  }

  private void single(Suspension at) {
    begin(at);
    store(at.plan());
    out.aload(writer.frame).loadConstant(at.number());
    leave(at.plan());
  }

  private void shared(List<Suspension> group) {
    Suspension first = group.getFirst();
    Label store = out.newLabel();
    for (Suspension at : group) {
      begin(at);
      writer.line(at);
      out.loadConstant(at.number()).istore(writer.number);
      writer.jumps.go(store);
    }
    out.labelBinding(store);
    VType[] locals = writer.localsWithFuture(first);
    locals[writer.number] = VType.INT;
    writer.maps.frame(store, locals, first.below());
    store(first.plan());
    out.aload(writer.frame).iload(writer.number);
    leave(first.plan());
  }

  private void begin(Suspension at) {
    Label label = ways.of(at).suspend();
    out.labelBinding(label);
    writer.maps.frame(label, writer.localsWithFuture(at), writer.stackWithAnswer(at));
    out.pop();
  }

  private void leave(Plan plan) {
    if (writer.layout.isAwaitedInPlace(plan)) {
      suspendAgain();
    } else {
      out.aload(writer.future).invokevirtual(writer.body.frame(), "suspend", Api.SUSPEND).areturn();
    }
  }

  private void suspendAgain() {
    out.invokevirtual(writer.body.frame(), "suspendAgain", Api.SUSPEND_AGAIN).areturn();
  }

  /// Values to fields; leaves nothing on the stack.
  private void store(Plan plan) {
    for (Carried value : plan.stack().reversed()) {
      Field field = value.field();
      if (field.isNone()) {
        drop(value.type());
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

  private void drop(VType type) {
    if (type.isWide()) {
      out.pop2();
    } else {
      out.pop();
    }
  }

  private void put(Field field) {
    out.putfield(writer.body.frame(), field.name, field.type().fieldType());
  }

  /// Pending still: everything is in its field.
  private void again() {
    out.labelBinding(ways.again);
    writer.maps.frame(
        ways.again, writer.entryLocals(), List.of(VType.object(ConstantDescs.CD_Object)));
    out.pop().aload(writer.frame).iload(writer.number);
    suspendAgain();
  }

  private void complain() {
    out.labelBinding(ways.complain);
    writer.maps.frame(ways.complain, writer.entryLocals(), List.of());
    int line = writer.code.firstLine();
    if (line > 0) {
      out.lineNumber(line);
    }
    out.aload(writer.frame)
        .invokevirtual(writer.body.frame(), "notPollable", Api.COMPLAINT)
        .athrow();
  }
}
