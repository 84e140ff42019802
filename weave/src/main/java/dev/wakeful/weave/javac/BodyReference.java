package dev.wakeful.weave.javac;

import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreePath;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;

/// A method that awaits and is a body by reference: nobody may override it, nobody may call it.
final class BodyReference implements Check {

  @Override
  public void look(TreePath at, Unit unit) {
    switch (at.getLeaf()) {
      case MemberReferenceTree reference -> {
        Element method = unit.element(at);
        if (method == null || !awaits(method, unit)) {
          return;
        }
        if (!unit.known.isBody(unit.type(at))) {
          if (unit.isBodyMethod(method)) {
            unit.report.error(at, called(method, "referred to as an ordinary function"));
          }
        } else if (unit.classOf(at) != Known.owner(method)) {
          unit.report.error(
              at,
              "`"
                  + method.getSimpleName()
                  + "` awaits and belongs to another class, which must make the future itself."
                  + " Write a method there that returns `async("
                  + "() -> ...)`");
        } else if (!unit.isBodyMethod(method)) {
          unit.report.error(
              at,
              "`"
                  + method.getSimpleName()
                  + "` awaits and "
                  + (((ExecutableElement) method).isVarArgs()
                      ? "takes a variable number of arguments"
                      : "can be overridden")
                  + ", so it can't be an async body. "
                  + (((ExecutableElement) method).isVarArgs()
                      ? "Give it an array"
                      : "Make it private, final or static")
                  + ", or put its code into `async(() -> { ... })`");
        }
      }
      case MethodInvocationTree call -> {
        Element method = unit.element(at);
        if (method != null && unit.isBodyMethod(method) && awaits(method, unit)) {
          unit.report.error(at, called(method, "called"));
        }
      }
      default -> {}
    }
  }

  private static boolean awaits(Element method, Unit unit) {
    return !unit.awaitsOf(unit.declaration(method)).isEmpty();
  }

  private static String called(Element method, String how) {
    return "`"
        + method.getSimpleName()
        + "` is an async body and can't be "
        + how
        + ". Start it, and await the future: `await(async(...::"
        + method.getSimpleName()
        + "))`";
  }
}
