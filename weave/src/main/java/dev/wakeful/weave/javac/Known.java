package dev.wakeful.weave.javac;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/// What the library's classes are called, and which types and elements are theirs.
final class Known {
  private static final String ASYNC = "dev.wakeful.async.";
  private static final String TASK = "dev.wakeful.task.";
  private static final Set<String> BODIES =
      Set.of(
          ASYNC + "AsyncBody",
          ASYNC + "AsyncAction",
          ASYNC + "AsyncFunction",
          ASYNC + "AsyncBiFunction",
          ASYNC + "AsyncConsumer",
          ASYNC + "AsyncBiConsumer");
  private static final List<String> FUTURES =
      List.of("dev.wakeful.future.Future", "dev.wakeful.stream.Stream");

  /// Parameters whose futures any thread may poll.
  static final String ANY_THREAD = TASK + "AnyThread";

  /// What is bound to its thread.
  static final String NOT_SHAREABLE = TASK + "NotShareable";

  /// Futures that may be dropped.
  static final String MAY_IGNORE = TASK + "MayIgnore";

  private final Elements elements;
  private final Types types;

  Known(Elements elements, Types types) {
    this.elements = elements;
    this.types = types;
  }

  /// Whether the compilation can see the library at all.
  boolean isPresent() {
    return elements.getTypeElement(FUTURES.getFirst()) != null;
  }

  /// Whether this is `Async.await`.
  static boolean isAwait(@Nullable Element method) {
    return method != null
        && method.getSimpleName().contentEquals("await")
        && method.getEnclosingElement() instanceof TypeElement owner
        && owner.getQualifiedName().contentEquals(ASYNC + "Async");
  }

  /// Whether a lambda of this type is an async body.
  boolean isBody(@Nullable TypeMirror type) {
    if (type instanceof IntersectionType both) {
      return both.getBounds().stream().anyMatch(this::isBody);
    }
    return type != null
        && type.getKind() == TypeKind.DECLARED
        && types.asElement(type) instanceof TypeElement element
        && BODIES.contains(element.getQualifiedName().toString());
  }

  /// Whether a value of this type is a future or a stream.
  boolean isFuture(@Nullable TypeMirror type) {
    return FUTURES.stream().anyMatch(each -> isSubtype(type, each));
  }

  /// Whether the type is the named class or interface or inherits from it.
  boolean isSubtype(@Nullable TypeMirror type, String name) {
    if (type == null || type.getKind() != TypeKind.DECLARED) {
      return false;
    }
    if (types.asElement(type) instanceof TypeElement element
        && element.getQualifiedName().contentEquals(name)) {
      return true;
    }
    return types.directSupertypes(type).stream().anyMatch(each -> isSubtype(each, name));
  }

  /// Whether the element has the named annotation.
  static boolean has(@Nullable Element element, String annotation) {
    if (element != null) {
      for (AnnotationMirror each : element.getAnnotationMirrors()) {
        if (each.getAnnotationType().asElement() instanceof TypeElement type
            && type.getQualifiedName().contentEquals(annotation)) {
          return true;
        }
      }
    }
    return false;
  }

  /// Whether the type, or one it inherits from, has the named annotation.
  boolean typeHas(@Nullable TypeMirror type, String annotation) {
    if (type == null || type.getKind() != TypeKind.DECLARED) {
      return false;
    }
    return has(types.asElement(type), annotation)
        || types.directSupertypes(type).stream().anyMatch(each -> typeHas(each, annotation));
  }

  /// Whether a variable is one of a method, a lambda or a block.
  static boolean isLocal(Element element) {
    return switch (element.getKind()) {
      case LOCAL_VARIABLE, PARAMETER, EXCEPTION_PARAMETER, RESOURCE_VARIABLE, BINDING_VARIABLE ->
          true;
      default -> false;
    };
  }

  /// The class of a method or field.
  static Element owner(Element member) {
    return Objects.requireNonNull(member.getEnclosingElement());
  }

  /// Whether it is a constructor.
  static boolean isConstructor(Element element) {
    return element.getKind() == ElementKind.CONSTRUCTOR;
  }
}
