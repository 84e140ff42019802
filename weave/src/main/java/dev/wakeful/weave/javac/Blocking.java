package dev.wakeful.weave.javac;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import org.jspecify.annotations.Nullable;

/// A call in a body that blocks the thread, and with it all other tasks of that thread.
final class Blocking implements Check {
  private static final CallTable CALLS = CallTable.load("blocking.txt");

  @Override
  public void look(TreePath at, Unit unit) {
    if (!(at.getLeaf() instanceof MethodInvocationTree call)
        || !(unit.element(at) instanceof ExecutableElement method)) {
      return;
    }
    CALLS.find(method, unit).stream()
        .filter(entry -> Place.of(at, unit).isBody() && comesFrom(entry, call, at, unit))
        .findFirst()
        .ifPresent(entry ->
            unit.report.warning(
                "blocking",
                at,
                "`"
                    + Known.owner(method).getSimpleName()
                    + "."
                    + method.getSimpleName()
                    + "` blocks the thread, and every task on it, not only this body. "
                    + entry.wayOut()));
  }

  /// Whether the receiver is what makes the call block: a stream of a socket, a scanner of the
  /// console.
  private static boolean comesFrom(
      CallTable.Entry entry, MethodInvocationTree call, TreePath at, Unit unit) {
    if (entry.origin().isEmpty()) {
      return true;
    }
    return call.getMethodSelect() instanceof MemberSelectTree select
        && isFrom(
            entry.origin(),
            new TreePath(new TreePath(at, select), select.getExpression()),
            unit,
            0);
  }

  private static boolean isFrom(String origin, TreePath at, Unit unit, int depth) {
    Element element = unit.element(at);
    if (element != null && origin.equals(qualified(element))) {
      return true;
    }
    if (depth > 8) {
      return false;
    }
    return switch (at.getLeaf()) {
      case IdentifierTree name -> {
        TreePath declared = unit.declaration(element);
        ExpressionTree value =
            declared != null && declared.getLeaf() instanceof VariableTree variable
                ? variable.getInitializer()
                : null;
        yield value != null && isFrom(origin, new TreePath(declared, value), unit, depth + 1);
      }
      case NewClassTree made ->
          made.getArguments().stream()
              .anyMatch(each -> isFrom(origin, new TreePath(at, each), unit, depth + 1));
      default -> false;
    };
  }

  private static @Nullable String qualified(Element element) {
    Element owner = element.getEnclosingElement();
    return owner == null ? null : owner + "." + element.getSimpleName();
  }
}
