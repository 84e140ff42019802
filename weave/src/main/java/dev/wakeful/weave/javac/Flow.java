package dev.wakeful.weave.javac;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreePath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A walk over the code of one body in the order in which it runs, with a state that is carried
/// along: split at branches, joined where they meet, null where nobody gets.
///
/// Loops are walked twice, which is enough for states that only grow. A `finally` is walked for
/// each way into it. Lambdas and classes inside are not walked.
///
/// @param <S> what is carried along; never changed in place but by the subclass
abstract class Flow<S> extends Jumping<S> {

  /// A walk that will begin at this place, in this state.
  Flow(TreePath path, S state) {
    super(path, state);
  }

  /// Tells what is known when a condition has come out one way. The states may be changed.
  void refine(TreePath condition, @Nullable S whenTrue, @Nullable S whenFalse) {}

  /// Walks the code of the lambda or method at which this walk begins.
  final void run(@Nullable Tree code) {
    scan(code);
  }

  @Override
  public @Nullable Void visitClass(ClassTree tree, @Nullable Void nothing) {
    return null;
  }

  @Override
  public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void nothing) {
    return null;
  }

  // Branches

  /// Walks a condition. Afterwards the state is the one for `true`; the other one is returned.
  private @Nullable S condition(@Nullable ExpressionTree tree) {
    if (tree == null) {
      return null;
    }
    TreePath before = path;
    path = new TreePath(before, tree);
    S whenFalse = conditionHere(tree);
    path = before;
    return whenFalse;
  }

  private @Nullable S conditionHere(ExpressionTree tree) {
    if (tree instanceof ParenthesizedTree inner) {
      return condition(inner.getExpression());
    }
    if (tree instanceof LiteralTree literal && literal.getValue() instanceof Boolean value) {
      S here = state;
      state = value ? here : null;
      return value ? null : here;
    }
    if (tree instanceof UnaryTree not && not.getKind() == Tree.Kind.LOGICAL_COMPLEMENT) {
      S whenFalse = condition(not.getExpression());
      S whenTrue = state;
      state = whenFalse;
      return whenTrue;
    }
    if (tree instanceof BinaryTree both && both.getKind() == Tree.Kind.CONDITIONAL_AND) {
      S first = condition(both.getLeftOperand());
      return joined(first, condition(both.getRightOperand()));
    }
    if (tree instanceof BinaryTree either && either.getKind() == Tree.Kind.CONDITIONAL_OR) {
      S first = condition(either.getLeftOperand());
      S firstTrue = state;
      state = first;
      S second = condition(either.getRightOperand());
      state = joined(firstTrue, state);
      return second;
    }
    tree.accept(this, null);
    S whenFalse = copied(state);
    refine(path, state, whenFalse);
    return whenFalse;
  }

  @Override
  public @Nullable Void visitBinary(BinaryTree tree, @Nullable Void nothing) {
    if (tree.getKind() == Tree.Kind.CONDITIONAL_AND || tree.getKind() == Tree.Kind.CONDITIONAL_OR) {
      S whenFalse = conditionHere(tree);
      state = joined(state, whenFalse);
      return null;
    }
    return super.visitBinary(tree, null);
  }

  @Override
  public @Nullable Void visitConditionalExpression(
      ConditionalExpressionTree tree, @Nullable Void nothing) {
    S whenFalse = condition(tree.getCondition());
    branches(tree.getTrueExpression(), whenFalse, tree.getFalseExpression());
    return null;
  }

  @Override
  public @Nullable Void visitIf(IfTree tree, @Nullable Void nothing) {
    S whenFalse = condition(tree.getCondition());
    branches(tree.getThenStatement(), whenFalse, tree.getElseStatement());
    return null;
  }

  private void branches(@Nullable Tree first, @Nullable S other, @Nullable Tree second) {
    scan(first);
    S one = state;
    state = other;
    scan(second);
    state = joined(one, state);
  }

  // Loops

  @Override
  public @Nullable Void visitWhileLoop(WhileLoopTree tree, @Nullable Void nothing) {
    loop(tree, tree.getCondition(), tree.getStatement(), List.of());
    return null;
  }

  @Override
  public @Nullable Void visitForLoop(ForLoopTree tree, @Nullable Void nothing) {
    scan(tree.getInitializer(), null);
    loop(tree, tree.getCondition(), tree.getStatement(), tree.getUpdate());
    return null;
  }

  @Override
  public @Nullable Void visitEnhancedForLoop(EnhancedForLoopTree tree, @Nullable Void nothing) {
    scan(tree.getExpression());
    S none = copied(state);
    Around loop = enter(tree);
    for (int i = 0; i < 2; i++) {
      scan(tree.getVariable());
      scan(tree.getStatement());
      state = joined(joined(state, loop.continued), none);
    }
    leave(loop);
    return null;
  }

  @Override
  public @Nullable Void visitDoWhileLoop(DoWhileLoopTree tree, @Nullable Void nothing) {
    Around loop = enter(tree);
    S out = null;
    for (int i = 0; i < 2; i++) {
      scan(tree.getStatement());
      state = joined(state, loop.continued);
      out = joined(out, condition(tree.getCondition()));
    }
    state = out;
    leave(loop);
    return null;
  }

  private void loop(
      Tree tree, @Nullable ExpressionTree condition, Tree body, List<? extends Tree> update) {
    Around loop = enter(tree);
    S out = null;
    for (int i = 0; i < 2; i++) {
      out = joined(out, condition(condition));
      scan(body);
      state = joined(state, loop.continued);
      scan(update, null);
    }
    state = joined(out, condition(condition));
    leave(loop);
  }

  // Switch

  @Override
  public @Nullable Void visitSwitch(SwitchTree tree, @Nullable Void nothing) {
    scan(tree.getExpression());
    cases(tree, tree.getCases(), true);
    return null;
  }

  @Override
  public @Nullable Void visitSwitchExpression(SwitchExpressionTree tree, @Nullable Void nothing) {
    scan(tree.getExpression());
    cases(tree, tree.getCases(), false);
    return null;
  }

  private void cases(Tree tree, List<? extends CaseTree> cases, boolean mayMatchNone) {
    Around choice = enter(tree);
    S entry = copied(state);
    S through = null;
    S out = mayMatchNone ? copied(entry) : null;
    for (CaseTree each : cases) {
      state = joined(through, entry);
      through = null;
      if (each.getGuard() != null) {
        condition(each.getGuard());
      }
      if (each.getStatements() != null) {
        scan(each.getStatements(), null);
        through = state;
      } else {
        scan(each.getBody());
        out = joined(out, state);
      }
    }
    state = joined(out, through);
    leave(choice);
  }

  // Try

  @Override
  public @Nullable Void visitTry(TryTree tree, @Nullable Void nothing) {
    BlockTree last = tree.getFinallyBlock();
    Around outer = new Around(tree, null);
    around.push(outer);
    S ends = attempt(tree);
    around.pop();
    if (last == null) {
      // what the catches let pass, and what no catch is for
      state = joined(outer.thrown, null);
      mayThrow();
      state = ends;
      return null;
    }
    state = outer.thrown;
    scan(last);
    mayThrow();
    state = ends;
    scan(last);
    return null;
  }

  /// The block and the catches; the state in which they end.
  private @Nullable S attempt(TryTree tree) {
    Around inner = around.element();
    inner.thrown = copied(state);
    scan(tree.getResources(), null);
    scan(tree.getBlock());
    S ends = state;
    S thrown = inner.thrown;
    for (CatchTree each : tree.getCatches()) {
      state = copied(thrown);
      scan((Tree) each);
      ends = joined(ends, state);
    }
    return ends;
  }

  @Override
  public @Nullable Void visitCatch(CatchTree tree, @Nullable Void nothing) {
    scan((StatementTree) tree.getBlock());
    return null;
  }
}
