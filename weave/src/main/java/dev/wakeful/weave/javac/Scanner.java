package dev.wakeful.weave.javac;

import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePathScanner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The one walk over a class, on which all checks look around.
final class Scanner extends TreePathScanner<@Nullable Void, Unit> {
  private final List<Check> checks;

  Scanner(List<Check> checks) {
    this.checks = checks;
  }

  private void look(Unit unit) {
    for (Check check : checks) {
      check.look(getCurrentPath(), unit);
    }
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, Unit unit) {
    look(unit);
    return super.visitMethodInvocation(tree, unit);
  }

  @Override
  public @Nullable Void visitNewClass(NewClassTree tree, Unit unit) {
    look(unit);
    return super.visitNewClass(tree, unit);
  }

  @Override
  public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, Unit unit) {
    look(unit);
    return super.visitLambdaExpression(tree, unit);
  }

  @Override
  public @Nullable Void visitMemberReference(MemberReferenceTree tree, Unit unit) {
    look(unit);
    return super.visitMemberReference(tree, unit);
  }

  @Override
  public @Nullable Void visitVariable(VariableTree tree, Unit unit) {
    look(unit);
    return super.visitVariable(tree, unit);
  }

  @Override
  public @Nullable Void visitExpressionStatement(ExpressionStatementTree tree, Unit unit) {
    look(unit);
    return super.visitExpressionStatement(tree, unit);
  }
}
