package dev.wakeful.weave.javac;

import com.sun.source.tree.BreakTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.lang.model.element.Name;
import org.jspecify.annotations.Nullable;

/// The jumps of a walk in the order in which code runs: what a `break`, a `continue`, a `yield`, a
/// `return` or a `throw` passes on its way, and the state in which it arrives.
///
/// @param <S> what is carried along
abstract class Jumping<S> extends TreeScanner<@Nullable Void, @Nullable Void> {
  TreePath path;
  @Nullable S state;
  final Deque<Around> around = new ArrayDeque<>();

  /// What a jump passes or ends at: a loop, a switch, a labelled statement, or a try.
  final class Around {
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
  Jumping(TreePath path, S state) {
    this.path = path;
    this.state = state;
  }

  /// The state where two branches meet.
  abstract S join(S a, S b);

  /// A state of its own.
  abstract S copy(S state);

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

  final @Nullable S joined(@Nullable S a, @Nullable S b) {
    return a == null ? copied(b) : b == null ? a : join(a, b);
  }

  final @Nullable S copied(@Nullable S some) {
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

  final void scan(@Nullable Tree tree) {
    scan(tree, null);
  }

  final Around enter(Tree tree) {
    Name label =
        path.getParentPath() != null
                && path.getParentPath().getLeaf() instanceof LabeledStatementTree labeled
            ? labeled.getLabel()
            : null;
    Around entered = new Around(tree, label);
    around.push(entered);
    return entered;
  }

  final void leave(Around left) {
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
}
