package dev.wakeful.weave.javac;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.BreakTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javax.lang.model.element.Name;
import org.jspecify.annotations.Nullable;

/// A walk over the code of one body in the order in which it runs, with a state that is carried
/// along: split at branches, joined where they meet, null where nobody gets.
///
/// Loops are walked twice, which is enough for states that only grow. A `finally` is walked for
/// each way into it. Lambdas and classes inside are not walked.
///
/// @param <S> what is carried along; never changed in place but by the subclass
abstract class Flow<S> extends TreeScanner<@Nullable Void, @Nullable Void> {
  private TreePath path;
  private @Nullable S state;
  private final Deque<Around> around = new ArrayDeque<>();

  /// What a jump passes or ends at: a loop, a switch, a labelled statement, or a try.
  private final class Around {
    final Tree tree;
    final @Nullable Name label;
    @Nullable S broken;
    @Nullable S continued;
    @Nullable S thrown;

    Around(Tree tree, @Nullable Name label) {
      this.tree = tree;
      this.label = label;
    }
  }

  /// A walk that will begin at this place, in this state.
  Flow(TreePath path, S state) {
    this.path = path;
    this.state = state;
  }

  /// The state where two branches meet.
  abstract S join(S a, S b);

  /// A state of its own.
  abstract S copy(S state);

  /// Tells what is known when a condition has come out one way. The states may be changed.
  void refine(TreePath condition, @Nullable S whenTrue, @Nullable S whenFalse) {}

  final TreePath path() {
    return path;
  }

  /// The state here; null where the code can't be reached.
  final @Nullable S state() {
    return state;
  }

  /// To be called where something may throw, in the state in which it does.
  final void mayThrow() {
    if (!around.isEmpty() && state != null) {
      for (Around each : around) {
        if (each.tree instanceof TryTree) {
          each.thrown = joined(each.thrown, state);
          return;
        }
      }
    }
  }

  private @Nullable S joined(@Nullable S a, @Nullable S b) {
    return a == null ? copied(b) : b == null ? a : join(a, b);
  }

  private @Nullable S copied(@Nullable S some) {
    return some == null ? null : copy(some);
  }

  @Override
  public @Nullable Void scan(@Nullable Tree tree, @Nullable Void nothing) {
    if (tree == null) {
      return null;
    }
    TreePath before = path;
    path = new TreePath(before, tree);
    tree.accept(this, null);
    path = before;
    return null;
  }

  private void scan(@Nullable Tree tree) {
    scan(tree, null);
  }

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

  private Around enter(Tree tree) {
    Name label =
        path.getParentPath() != null
                && path.getParentPath().getLeaf() instanceof LabeledStatementTree labeled
            ? labeled.getLabel()
            : null;
    Around entered = new Around(tree, label);
    around.push(entered);
    return entered;
  }

  private void leave(Around left) {
    around.pop();
    state = joined(state, left.broken);
  }

  // Jumps

  @Override
  public @Nullable Void visitLabeledStatement(LabeledStatementTree tree, @Nullable Void nothing) {
    Around statement = new Around(tree, tree.getLabel());
    around.push(statement);
    scan(tree.getStatement());
    leave(statement);
    return null;
  }

  @Override
  public @Nullable Void visitBreak(BreakTree tree, @Nullable Void nothing) {
    Name label = tree.getLabel();
    Around target =
        unwind(each ->
            label == null
                ? isLoop(each.tree) || each.tree instanceof SwitchTree
                : label.equals(each.label) && each.tree instanceof LabeledStatementTree);
    if (target != null) {
      target.broken = joined(target.broken, state);
    }
    state = null;
    return null;
  }

  @Override
  public @Nullable Void visitContinue(ContinueTree tree, @Nullable Void nothing) {
    Name label = tree.getLabel();
    Around target =
        unwind(each -> isLoop(each.tree) && (label == null || label.equals(each.label)));
    if (target != null) {
      target.continued = joined(target.continued, state);
    }
    state = null;
    return null;
  }

  @Override
  public @Nullable Void visitYield(YieldTree tree, @Nullable Void nothing) {
    scan(tree.getValue());
    Around target = unwind(each -> each.tree instanceof SwitchExpressionTree);
    if (target != null) {
      target.broken = joined(target.broken, state);
    }
    state = null;
    return null;
  }

  @Override
  public @Nullable Void visitReturn(ReturnTree tree, @Nullable Void nothing) {
    scan(tree.getExpression());
    unwind(each -> false);
    state = null;
    return null;
  }

  @Override
  public @Nullable Void visitThrow(ThrowTree tree, @Nullable Void nothing) {
    scan(tree.getExpression());
    mayThrow();
    state = null;
    return null;
  }

  private static boolean isLoop(Tree tree) {
    return tree instanceof WhileLoopTree
        || tree instanceof DoWhileLoopTree
        || tree instanceof ForLoopTree
        || tree instanceof EnhancedForLoopTree;
  }

  /// Walks every `finally` between here and what a jump ends at, which is returned.
  private @Nullable Around unwind(java.util.function.Predicate<Around> end) {
    Deque<Around> left = new ArrayDeque<>();
    Around target = null;
    while (target == null && !around.isEmpty()) {
      Around each = around.peek();
      if (end.test(each)) {
        target = each;
      } else {
        left.push(around.pop());
        if (each.tree instanceof TryTree attempt && attempt.getFinallyBlock() != null) {
          scan(attempt.getFinallyBlock());
        }
      }
    }
    left.forEach(around::push);
    return target;
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
