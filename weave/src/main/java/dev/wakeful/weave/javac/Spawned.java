package dev.wakeful.weave.javac;

import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/// Which bodies of a class are polled by several threads: those given to a parameter marked
/// `@AnyThread`, and those that such bodies await.
///
/// A body is followed through variables, methods and parameters of the same top-level class, and
/// through combinators; what leaves the class is not seen.
final class Spawned {
  private final Unit unit;
  private final Map<Tree, TreePath> bodies = new LinkedHashMap<>();
  private final Deque<TreePath> fresh = new ArrayDeque<>();
  private final Set<Element> parameters = new LinkedHashSet<>();
  private final Set<Tree> seen = new LinkedHashSet<>();

  private Spawned(Unit unit) {
    this.unit = unit;
  }

  /// The lambdas and methods of these bodies.
  static List<TreePath> in(Unit unit) {
    Spawned spawned = new Spawned(unit);
    int before;
    do {
      before = spawned.parameters.size();
      for (TreePath call : unit.calls()) {
        spawned.arguments(call);
      }
      spawned.follow();
    } while (spawned.parameters.size() > before);
    return List.copyOf(spawned.bodies.values());
  }

  /// The arguments of a call that any thread may poll.
  private void arguments(TreePath at) {
    if (!(unit.element(at) instanceof ExecutableElement method)) {
      return;
    }
    List<? extends VariableElement> declared = method.getParameters();
    List<? extends ExpressionTree> given = ((MethodInvocationTree) at.getLeaf()).getArguments();
    for (int i = 0; i < given.size() && !declared.isEmpty(); i++) {
      VariableElement parameter = declared.get(Math.min(i, declared.size() - 1));
      if (parameters.contains(parameter) || Known.has(parameter, Known.ANY_THREAD)) {
        trace(new TreePath(at, given.get(i)));
      }
    }
  }

  /// What the bodies found so far await.
  private void follow() {
    while (!fresh.isEmpty()) {
      for (TreePath await : unit.awaitsOf(fresh.pop())) {
        for (ExpressionTree each : ((MethodInvocationTree) await.getLeaf()).getArguments()) {
          trace(new TreePath(await, each));
        }
      }
    }
  }

  /// Finds the bodies that the value of an expression may be, or be made of.
  private void trace(@Nullable TreePath at) {
    if (at == null || !seen.add(at.getLeaf())) {
      return;
    }
    switch (at.getLeaf()) {
      case ParenthesizedTree inner -> trace(at, inner.getExpression());
      case TypeCastTree cast -> trace(at, cast.getExpression());
      case ConditionalExpressionTree either -> {
        trace(at, either.getTrueExpression());
        trace(at, either.getFalseExpression());
      }
      case LambdaExpressionTree lambda -> {
        if (unit.isBody(at)) {
          found(at);
        } else {
          results(at, lambda.getBody());
        }
      }
      case MemberReferenceTree reference -> {
        TreePath method = unit.declaration(unit.element(at));
        if (method != null && unit.known.isBody(unit.type(at))) {
          found(method);
        } else {
          trace(method);
        }
      }
      case IdentifierTree name -> trace(unit.declaration(unit.element(at)));
      case MemberSelectTree select -> trace(unit.declaration(unit.element(at)));
      case VariableTree variable -> {
        trace(at, variable.getInitializer());
        Element parameter = unit.element(at);
        if (parameter != null && at.getParentPath().getLeaf() instanceof MethodTree) {
          parameters.add(parameter);
        }
      }
      case MethodTree method -> results(at, method.getBody());
      case MethodInvocationTree call -> {
        trace(unit.declaration(unit.element(at)));
        if (call.getMethodSelect() instanceof MemberSelectTree select) {
          trace(new TreePath(at, select), select.getExpression());
        }
        call.getArguments().forEach(each -> trace(at, each));
      }
      case NewClassTree made -> made.getArguments().forEach(each -> trace(at, each));
      default -> {}
    }
  }

  private void trace(TreePath parent, @Nullable Tree child) {
    if (child != null) {
      trace(new TreePath(parent, child));
    }
  }

  private void found(TreePath body) {
    if (bodies.putIfAbsent(body.getLeaf(), body) == null) {
      fresh.push(body);
    }
  }

  /// What a method or lambda returns.
  private void results(TreePath at, @Nullable Tree code) {
    if (code instanceof ExpressionTree) {
      trace(at, code);
    } else if (code != null) {
      new TreePathScanner<@Nullable Void, @Nullable Void>() {
        @Override
        public @Nullable Void visitReturn(ReturnTree tree, @Nullable Void nothing) {
          trace(getCurrentPath(), tree.getExpression());
          return null;
        }

        @Override
        public @Nullable Void visitLambdaExpression(
            LambdaExpressionTree tree, @Nullable Void nothing) {
          return null;
        }
      }.scan(new TreePath(at, code), null);
    }
  }
}
