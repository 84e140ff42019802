package dev.wakeful.weave.javac;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreePath;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeMirror;

/// `await` where there is no body to suspend, or where a monitor would have to be kept.
final class AwaitPlace implements Check {

  @Override
  public void look(TreePath at, Unit unit) {
    if (!(at.getLeaf() instanceof MethodInvocationTree) || !Known.isAwait(unit.element(at))) {
      return;
    }
    Place place = Place.of(at, unit);
    if (place.isBody()) {
      monitor(at, place, unit);
      return;
    }
    TreePath code = place.path();
    switch (place.kind()) {
      case LAMBDA -> {
        TypeMirror type = code == null ? null : unit.type(code);
        unit.report.error(
            at,
            "`await` in a lambda that is no async body"
                + (type == null ? "" : " but a " + simple(type))
                + ": it can't be suspended. Await in a loop of the body around it, or hand over a"
                + " function that returns a Future, such as `asyncFunction(x -> ...)`");
      }
      case CONSTRUCTOR ->
          unit.report.error(
              at,
              "`await` in a constructor: an object can't be half made while it waits."
                  + " Await in a static method that returns `async(() -> new ...)`");
      case INITIALIZER ->
          unit.report.error(
              at,
              "`await` in "
                  + (place.isStatic(unit) ? "a static " : "an instance ")
                  + (code != null && code.getLeaf() instanceof BlockTree ? "" : "field ")
                  + "initializer: it can't be suspended. Keep the Future itself,"
                  + " or await in an async body");
      default -> {
        Element method = code == null ? null : unit.element(code);
        if (method != null && !unit.isReferredToAsBody(method)) {
          unit.report.error(
              at,
              "`await` outside an async body: `"
                  + method.getSimpleName()
                  + "` is an ordinary method. Return `async(() -> { ... })` from it"
                  + ", or start it by `async("
                  + (method.getModifiers().contains(Modifier.STATIC)
                      ? Known.owner(method).getSimpleName()
                      : "this")
                  + "::"
                  + method.getSimpleName()
                  + ")`");
        }
      }
    }
  }

  private static void monitor(TreePath at, Place place, Unit unit) {
    if (place.monitor() != null) {
      unit.report.error(
          at,
          "`await` inside `synchronized`: a monitor can't be kept while the body is suspended."
              + " Leave the `synchronized` block before the await");
      return;
    }
    TreePath code = place.path();
    Element method = code == null ? null : unit.element(code);
    if (place.kind() == Place.Kind.BODY_METHOD
        && method != null
        && method.getModifiers().contains(Modifier.SYNCHRONIZED)) {
      unit.report.error(
          at,
          "`await` in the synchronized method `"
              + method.getSimpleName()
              + "`: a monitor can't be kept while the body is suspended."
              + " Use a `synchronized` block that ends before the await");
    }
  }

  private static String simple(TypeMirror type) {
    return type.toString().replaceAll("(\\w+\\.)+", "").replaceAll("@\\w+ ", "");
  }
}
