package dev.wakeful.weave.javac;

import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.util.TreePath;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeMirror;

/// A body that is asked to be something else as well: javac then makes it in a way that can't be
/// woven.
final class SerializableBody implements Check {

  @Override
  public void look(TreePath at, Unit unit) {
    if (!(at.getLeaf() instanceof LambdaExpressionTree)
        && !(at.getLeaf() instanceof MemberReferenceTree)) {
      return;
    }
    if (unit.type(at) instanceof IntersectionType both && unit.known.isBody(both)) {
      for (TypeMirror each : both.getBounds()) {
        if (unit.known.isSubtype(each, "java.io.Serializable")) {
          unit.report.error(
              at,
              "an async body can't be serializable: what it would have to write is a suspended"
                  + " computation. Remove Serializable from the cast");
          return;
        }
      }
      unit.report.error(
          at,
          "an async body can't be of a second type, too. Cast to "
              + both.getBounds().stream()
                  .filter(unit.known::isBody)
                  .map(each -> unit.types.asElement(each).getSimpleName().toString())
                  .findFirst()
                  .orElse("the body")
              + " alone");
    }
  }
}
