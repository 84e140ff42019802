package dev.wakeful.weave.javac;

import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.List;

/// All that is checked of a class.
final class Checks {
  private static final List<Check> PLACES =
      List.of(
          new AwaitPlace(),
          new AwaitReference(),
          new BodyReference(),
          new SerializableBody(),
          new UnusedFuture(),
          new Blocking());
  private static final BodyCheck EVERY_BODY = new LockHeld();
  private static final BodyCheck SPAWNED_BODY = new ThreadBound();

  private Checks() {}

  /// Checks one top-level class.
  static void run(Unit unit) {
    new Scanner(PLACES).scan(unit.top, unit);
    if (unit.hasBodies()) {
      unit.bodyLambdas().forEach(each -> look(EVERY_BODY, each, unit));
      unit.bodyMethods().forEach(each -> look(EVERY_BODY, each, unit));
      Spawned.in(unit).forEach(each -> look(SPAWNED_BODY, each, unit));
    }
  }

  private static void look(BodyCheck check, TreePath body, Unit unit) {
    Tree code =
        body.getLeaf() instanceof LambdaExpressionTree lambda
            ? lambda.getBody()
            : ((MethodTree) body.getLeaf()).getBody();
    if (code != null) {
      check.look(body, code, unit);
    }
  }
}
