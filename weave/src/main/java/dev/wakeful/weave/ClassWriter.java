package dev.wakeful.weave;

import dev.wakeful.weave.BodyWriter.Shape;
import java.lang.classfile.AccessFlags;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.constantpool.ConstantPoolBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/// Stage four, *emit*, for the class itself: every body's method is replaced by its woven form,
/// every method that makes bodies makes frames.
final class ClassWriter {
  /// HotSpot never compiles a method with more bytecode than this.
  static final int COMPILED = 8_000;

  /// Below this size of the compiler's code no body was ever seen to need anything but the plain
  /// shape.
  private static final int SMALL = 500;

  private final ClassFile format;
  private final ClassModel model;
  private final Bodies bodies;
  private final Map<Body, Layout> layouts = new LinkedHashMap<>();
  private final Map<Body, Shape> shapes = new LinkedHashMap<>();

  ClassWriter(ClassFile format, ClassModel model, Bodies bodies) {
    this.format = format;
    this.model = model;
    this.bodies = bodies;
  }

  /// Takes all bodies apart and finds out how each must be written. Complaints go to the bodies'
  /// findings.
  void prepare() {
    for (Body body : bodies.all()) {
      MethodModel method = body.code();
      if (method == null) {
        continue;
      }
      try {
        Layout layout = Split.of(body, bodies, model.constantPool());
        layouts.put(body, layout);
        shapes.put(body, shape(body, layout, method));
      } catch (UnsupportedCode e) {
        bodies.error(
            method,
            firstLine(body),
            "async body that the weaver does not understand: " + e.getMessage());
      }
    }
  }

  private int firstLine(Body body) {
    return Optional.ofNullable(layouts.get(body)).map(each -> each.code().firstLine()).orElse(0);
  }

  private Shape shape(Body body, Layout layout, MethodModel method) {
    if (length(method) <= SMALL) {
      return Shape.PLAIN;
    }
    List<Shape> choice =
        List.of(Shape.PLAIN, new Shape(false, true), new Shape(true, false), new Shape(true, true));
    Shape smallest = null;
    int least = Integer.MAX_VALUE;
    for (Shape shape : choice) {
      int length = trial(body, layout, shape);
      if (length <= COMPILED) {
        return shape;
      }
      if (length < least) {
        least = length;
        smallest = shape;
      }
    }
    if (smallest == null) {
      bodies.error(
          method,
          firstLine(body),
          "async body too large: its woven code would pass the 64 KB that a method may have; split"
              + " it into several bodies");
      return Shape.PLAIN;
    }
    bodies.warn(
        method,
        firstLine(body),
        "large async body: its woven code has "
            + least
            + " bytes, and HotSpot never compiles a method of more than "
            + COMPILED
            + "; split it into several bodies");
    return smallest;
  }

  /// The length of a body's code in a shape, or the largest integer when it can't be written so.
  private int trial(Body body, Layout layout, Shape shape) {
    try {
      byte[] scratch =
          format.build(
              model.thisClass(),
              ConstantPoolBuilder.of(model),
              type ->
                  type.withMethodBody(
                      body.poll(),
                      body.pollType(),
                      flags(body),
                      code -> new BodyWriter(code, body, layout, bodies, shape).write()));
      return length(format.parse(scratch).methods().getFirst());
    } catch (IllegalArgumentException e) {
      return Integer.MAX_VALUE; // a jump or the method is too long
    }
  }

  private static int length(MethodModel method) {
    return method.code().map(code -> ((CodeAttribute) code).codeLength()).orElse(0);
  }

  /// The class.
  byte[] main() {
    ClassTransform transform = ClassTransform.ofStateful(() -> new Transform());
    return format.transformClass(model, transform);
  }

  /// The frame classes, by internal name.
  Map<String, byte[]> frames() {
    Map<String, byte[]> frames = new LinkedHashMap<>();
    for (Body body : bodies.all()) {
      String descriptor = body.frame().descriptorString();
      frames.put(
          descriptor.substring(1, descriptor.length() - 1),
          new FrameClass(body, layouts.get(body), bodies).bytes(format));
    }
    return frames;
  }

  /// The frame must reach the method, and is another class of the same package.
  private int flags(Body body) {
    int reach = bodies.isInterface() ? ClassFile.ACC_PUBLIC : 0;
    int form =
        !body.hasSelf() ? ClassFile.ACC_STATIC : bodies.isInterface() ? 0 : ClassFile.ACC_FINAL;
    return ClassFile.ACC_SYNTHETIC | reach | form;
  }

  private final class Transform implements ClassTransform {
    @Override
    public void accept(ClassBuilder type, ClassElement element) {
      if (!(element instanceof MethodModel method) || method.code().isEmpty()) {
        type.with(element);
        return;
      }
      switch (bodies.fate(method)) {
        case KEPT -> {
          if (bodies.makesBodies(method)) {
            Listing code = new Listing(method);
            rewrite(type, method, out -> new CodeWriter(out, code, bodies).write());
          } else {
            type.with(method);
          }
        }
        case WOVEN -> poll(type, bodies.of(method).getFirst());
        case REFUSING -> rewrite(type, method, out -> refuse(out, method));
        case DROPPED -> {}
      }
    }

    @Override
    public void atEnd(ClassBuilder type) {
      for (Body body : bodies.all()) {
        MethodModel code = body.code();
        if (code == null) {
          type.withMethodBody(
              body.poll(),
              body.pollType(),
              flags(body),
              out -> new FrameClass(body, null, bodies).call(out));
        } else if (bodies.fate(code) != Bodies.Fate.WOVEN) {
          poll(type, body);
        }
      }
    }

    private void poll(ClassBuilder type, Body body) {
      Layout layout = Objects.requireNonNull(layouts.get(body));
      Shape shape = Objects.requireNonNull(shapes.get(body));
      type.withMethodBody(
          body.poll(),
          body.pollType(),
          flags(body),
          code -> new BodyWriter(code, body, layout, bodies, shape).write());
    }

    private void rewrite(
        ClassBuilder type, MethodModel method, Consumer<? super CodeBuilder> writer) {
      type.withMethod(
          method.methodName(),
          method.methodType(),
          method.flags().flagsMask(),
          builder -> {
            for (var element : method) {
              if (element instanceof CodeModel) {
                builder.withCode(writer);
              } else if (!(element instanceof AccessFlags)) {
                builder.with(element);
              }
            }
          });
    }

    private void refuse(CodeBuilder out, MethodModel method) {
      out.loadConstant(method.methodName().stringValue());
      out.invokestatic(Api.WOVEN, "called", Api.COMPLAINT_OF).athrow();
    }
  }
}
