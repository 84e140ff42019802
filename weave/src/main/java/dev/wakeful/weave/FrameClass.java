package dev.wakeful.weave;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Stage four, *emit*, for the class of a body's calls: fields, `create`, and a `pollRaw` that
/// calls the code, which stays in the class it was written in.
final class FrameClass {
  private static final String SELF = "self";

  private final Body body;
  private final @Nullable Layout layout;
  private final Bodies bodies;

  /// @param layout null for a body that only calls something
  FrameClass(Body body, @Nullable Layout layout, Bodies bodies) {
    this.body = body;
    this.layout = layout;
    this.bodies = bodies;
  }

  /// What makes an object that can be started later: the `invokedynamic` of the lambda, pointed at
  /// `create`.
  static DynamicCallSiteDesc starter(Body body, InvokeDynamicInstruction lambda) {
    List<ConstantDesc> arguments = new ArrayList<>(lambda.bootstrapArgs());
    MethodTypeDesc instantiated = (MethodTypeDesc) arguments.get(2);
    arguments.set(0, body.kind().start());
    arguments.set(
        1,
        MethodHandleDesc.ofMethod(
            DirectMethodHandleDesc.Kind.STATIC, body.frame(), "create", body.createType()));
    arguments.set(2, instantiated.changeReturnType(Api.FUTURE));
    return DynamicCallSiteDesc.of(
        lambda.bootstrapMethod(),
        "start",
        lambda.typeSymbol().changeReturnType(body.kind().woven()),
        arguments.toArray(ConstantDesc[]::new));
  }

  /// The class file.
  byte[] bytes(ClassFile format) {
    return format.build(
        body.frame(),
        type -> {
          type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC | ClassFile.ACC_SUPER);
          type.withSuperclass(Api.FRAME);
          if (!bodies.file().isEmpty()) {
            type.with(SourceFileAttribute.of(bodies.file()));
          }
          fields(type);
          type.withMethodBody(
              ConstantDescs.INIT_NAME,
              ConstantDescs.MTD_void,
              0,
              code ->
                  code.aload(0)
                      .invokespecial(Api.FRAME, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                      .return_());
          type.withMethodBody("create", body.createType(), ClassFile.ACC_STATIC, this::create);
          type.withMethodBody("pollRaw", Api.POLL, ClassFile.ACC_PUBLIC, this::poll);
          type.withMethodBody(
              "site", MethodTypeDesc.of(Api.SITE), ClassFile.ACC_PROTECTED, this::site);
          if (layout != null && layout.asksTheRuntime()) {
            type.withMethodBody(
                "slots",
                MethodTypeDesc.of(Api.SLOTS),
                ClassFile.ACC_PROTECTED,
                code -> code.aload(0).getfield(body.frame(), "slots", Api.SLOTS).areturn());
          }
        });
  }

  private void fields(ClassBuilder type) {
    if (body.hasSelf()) {
      type.withField(SELF, bodies.self(), 0);
    }
    if (layout == null) {
      for (int i = 0; i < body.inputs().size(); i++) {
        type.withField("c" + i, body.inputs().get(i), 0);
      }
      return;
    }
    layout.fields().forEach(field -> type.withField(field.name, field.type().fieldType(), 0));
    if (layout.asksTheRuntime()) {
      type.withField("slots", Api.SLOTS, 0);
    }
  }

  private void create(CodeBuilder code) {
    ClassDesc frame = body.frame();
    code.new_(frame).dup();
    code.invokespecial(frame, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void);
    int slot = 0;
    if (body.hasSelf()) {
      code.dup().aload(slot++).putfield(frame, SELF, bodies.self());
    }
    for (int i = 0; i < body.parameters().size(); i++) {
      ClassDesc declared = body.parameters().get(i);
      TypeKind kind = TypeKind.from(declared);
      code.dup().loadLocal(kind, slot);
      slot += kind.slotSize();
      if (layout == null) {
        code.putfield(frame, "c" + i, declared);
      } else {
        Suspension.Field field = layout.parameters().get(i).field();
        code.putfield(frame, field.name, field.type().fieldType());
      }
    }
    code.areturn();
  }

  private void poll(CodeBuilder code) {
    ClassDesc self = bodies.self();
    if (body.hasSelf()) {
      code.aload(0).getfield(body.frame(), SELF, self);
    }
    code.aload(0).aload(1);
    if (!body.hasSelf()) {
      code.invokestatic(self, body.poll(), body.pollType(), bodies.isInterface());
    } else if (bodies.isInterface()) {
      code.invokeinterface(self, body.poll(), body.pollType());
    } else {
      code.invokevirtual(self, body.poll(), body.pollType());
    }
    code.areturn();
  }

  /// The record of where each state stands.
  private void site(CodeBuilder code) {
    StringBuilder lines = new StringBuilder();
    if (layout != null) {
      lines.append((char) layout.code().firstLine());
      layout.suspensions().forEach(each -> lines.append((char) each.line()));
    }
    code.new_(Api.SITE).dup();
    code.loadConstant(Bodies.name(bodies.self()));
    code.loadConstant(body.code() == null ? body.poll() : body.code().methodName().stringValue());
    code.loadConstant(bodies.file());
    code.loadConstant(lines.toString());
    ClassDesc text = ConstantDescs.CD_String;
    code.invokespecial(
        Api.SITE,
        ConstantDescs.INIT_NAME,
        MethodTypeDesc.of(ConstantDescs.CD_void, text, text, text, text));
    code.areturn();
  }

  /// The code of a body that was written as a reference to something that does not await: one call
  /// of its method handle, which boxes and casts as the reference would.
  void call(CodeBuilder code) {
    StackMaps maps = new StackMaps(code, java.util.Set.of());
    ClassDesc frame = body.frame();
    Label complain = code.newLabel();
    code.aload(0).getfield(frame, "state", ConstantDescs.CD_int);
    code.aload(0).iconst_m1().putfield(frame, "state", ConstantDescs.CD_int);
    code.ifne(complain);
    code.loadConstant(Objects.requireNonNull(body.reference()));
    for (int i = 0; i < body.inputs().size(); i++) {
      code.aload(0).getfield(frame, "c" + i, body.inputs().get(i));
    }
    boolean hasValue = body.kind().hasValue();
    code.invokevirtual(
        ConstantDescs.CD_MethodHandle,
        "invoke",
        MethodTypeDesc.of(
            hasValue ? ConstantDescs.CD_Object : ConstantDescs.CD_void, body.inputs()));
    if (!hasValue) {
      code.aconst_null();
    }
    code.areturn();
    code.labelBinding(complain);
    maps.frame(complain, new VType[] {VType.object(frame), VType.object(Api.CONTEXT)}, List.of());
    code.aload(0).invokevirtual(frame, "notPollable", Api.COMPLAINT).athrow();
    maps.write();
  }
}
