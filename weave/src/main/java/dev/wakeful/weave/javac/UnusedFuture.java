package dev.wakeful.weave.javac;

import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/// A future that is made and dropped: nothing of it ever runs.
final class UnusedFuture implements Check {
  private static final String KEY = "unused-future";

  @Override
  public void look(TreePath at, Unit unit) {
    switch (at.getLeaf()) {
      case ExpressionStatementTree statement ->
          dropped(new TreePath(at, statement.getExpression()), unit);
      case LambdaExpressionTree lambda -> {
        if (lambda.getBody() instanceof ExpressionTree body && returnsNothing(at, unit)) {
          dropped(new TreePath(at, body), unit);
        }
      }
      case MemberReferenceTree reference -> {
        if (unit.element(at) instanceof ExecutableElement method
            && method.getKind() == ElementKind.METHOD
            && makesFuture(method, unit)
            && returnsNothing(at, unit)) {
          unit.report.warning(
              KEY,
              at,
              what(method.getReturnType(), unit)
                  + " of `"
                  + method.getSimpleName()
                  + "` is dropped by its caller, so it never runs. Use what takes a function that"
                  + " returns a Future");
        }
      }
      case VariableTree variable -> variable(variable, at, unit);
      default -> {}
    }
  }

  private static void dropped(TreePath at, Unit unit) {
    if (at.getLeaf() instanceof ParenthesizedTree inner) {
      dropped(new TreePath(at, inner.getExpression()), unit);
    } else if (makesFuture(at, unit)) {
      unit.report.warning(
          KEY,
          at,
          what(unit.type(at), unit)
              + " is made and dropped, so it never runs."
              + " Await it, return it, spawn it, or say that you mean it: `var _ = ...`");
    }
  }

  private static void variable(VariableTree variable, TreePath at, Unit unit) {
    TreePath parent = at.getParentPath();
    Element element = unit.element(at);
    if (element == null
        || element.getKind() != ElementKind.LOCAL_VARIABLE
        || variable.getName().isEmpty()
        || variable.getInitializer() == null
        || parent.getLeaf() instanceof TryTree
        || !makesFuture(new TreePath(at, variable.getInitializer()), unit)
        || isRead(element, parent, unit)) {
      return;
    }
    unit.report.warning(
        KEY,
        at,
        what(unit.type(at), unit)
            + " in `"
            + variable.getName()
            + "` is never used, so it never runs."
            + " Await it, return it, spawn it, or say that you mean it: `var _ = ...`");
  }

  private static boolean isRead(Element variable, TreePath within, Unit unit) {
    boolean[] read = {false};
    new TreePathScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void nothing) {
        read[0] |=
            tree.getName().contentEquals(variable.getSimpleName())
                && variable.equals(unit.element(getCurrentPath()));
        return null;
      }
    }.scan(within, null);
    return read[0];
  }

  /// Whether an expression makes a future that somebody must use.
  private static boolean makesFuture(TreePath at, Unit unit) {
    Tree leaf = at.getLeaf();
    if (leaf instanceof NewClassTree) {
      return mustUse(unit.type(at), unit);
    }
    return leaf instanceof MethodInvocationTree
        && !Known.isAwait(unit.element(at))
        && unit.element(at) instanceof ExecutableElement method
        && makesFuture(method, unit)
        && mustUse(unit.type(at), unit);
  }

  /// Whether the method is declared to return one; `map.put(key, future)` returns one by accident.
  private static boolean makesFuture(ExecutableElement method, Unit unit) {
    return mustUse(method.getReturnType(), unit) && !Known.has(method, Known.MAY_IGNORE);
  }

  private static boolean mustUse(@Nullable TypeMirror type, Unit unit) {
    return unit.known.isFuture(type) && !unit.known.typeHas(type, Known.MAY_IGNORE);
  }

  /// Whether the function a lambda or reference implements returns nothing.
  private static boolean returnsNothing(TreePath at, Unit unit) {
    TypeMirror type = unit.type(at);
    if (type instanceof IntersectionType both) {
      type = both.getBounds().getFirst();
    }
    if (!(type instanceof DeclaredType declared)) {
      return false;
    }
    return unit
        .elements
        .getAllMembers((javax.lang.model.element.TypeElement) declared.asElement())
        .stream()
        .filter(each -> each.getKind() == ElementKind.METHOD)
        .filter(each -> each.getModifiers().contains(Modifier.ABSTRACT))
        .map(ExecutableElement.class::cast)
        .anyMatch(each -> each.getReturnType().getKind() == TypeKind.VOID);
  }

  private static String what(@Nullable TypeMirror type, Unit unit) {
    return unit.known.isSubtype(type, "dev.wakeful.future.Future") ? "this Future" : "this Stream";
  }
}
