package dev.wakeful.weave.javac;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/// A value that belongs to its thread, alive across an `await` of a body that several threads poll.
final class ThreadBound implements BodyCheck {
  private static final String KEY = "thread-bound";
  private static final CallTable CALLS = CallTable.load("thread-bound.txt");

  @Override
  public void look(TreePath body, Tree code, Unit unit) {
    Walk walk = new Walk(body, code, unit);
    List<? extends VariableTree> parameters =
        body.getLeaf() instanceof LambdaExpressionTree lambda
            ? lambda.getParameters()
            : ((MethodTree) body.getLeaf()).getParameters();
    parameters.forEach(each -> walk.parameter(new TreePath(body, each)));
    walk.run(code);
  }

  /// Why the value of an expression is bound to its thread, or null.
  private static @Nullable String why(@Nullable TreePath at, Unit unit) {
    if (at == null) {
      return null;
    }
    switch (at.getLeaf()) {
      case ParenthesizedTree inner -> {
        return why(new TreePath(at, inner.getExpression()), unit);
      }
      case TypeCastTree cast -> {
        return why(new TreePath(at, cast.getExpression()), unit);
      }
      case MethodInvocationTree call -> {
        if (unit.element(at) instanceof ExecutableElement method
            && !isPlain(unit.type(at), unit)
            && (Known.has(method, Known.NOT_SHAREABLE) || !CALLS.find(method, unit).isEmpty())) {
          return "what `"
              + Known.owner(method).getSimpleName()
              + "."
              + method.getSimpleName()
              + "` returns";
        }
      }
      default -> {}
    }
    return byType(unit.type(at), unit);
  }

  private static @Nullable String byType(@Nullable TypeMirror type, Unit unit) {
    return unit.known.typeHas(type, Known.NOT_SHAREABLE)
        ? "a " + unit.types.asElement(type).getSimpleName()
        : null;
  }

  /// Whether a value of this type is a mere number or text, wherever it comes from.
  private static boolean isPlain(@Nullable TypeMirror type, Unit unit) {
    return type != null
        && (type.getKind().isPrimitive()
            || unit.known.isSubtype(type, "java.lang.String")
            || (unit.known.isSubtype(type, "java.lang.Number")
                && type.toString().startsWith("java.lang."))
            || unit.known.isSubtype(type, "java.lang.Boolean")
            || unit.known.isSubtype(type, "java.lang.Character")
            || unit.known.isSubtype(type, "java.lang.Enum"));
  }

  /// A variable that holds such a value: since when it is not to be used any more.
  private record Held(String why, @Nullable TreePath crossed) {}

  private static final class Walk extends Flow<Map<Element, Held>> {
    private final Unit unit;
    private final Tree code;
    private final Map<Tree, Set<String>> said = new LinkedHashMap<>();

    Walk(TreePath body, Tree code, Unit unit) {
      super(body, new LinkedHashMap<>());
      this.unit = unit;
      this.code = code;
    }

    @Override
    Map<Element, Held> copy(Map<Element, Held> state) {
      return new LinkedHashMap<>(state);
    }

    @Override
    Map<Element, Held> join(Map<Element, Held> a, Map<Element, Held> b) {
      Map<Element, Held> joined = new LinkedHashMap<>(a);
      b.forEach((variable, held) ->
          joined.merge(variable, held, (one, other) -> one.crossed() != null ? one : other));
      return joined;
    }

    /// A parameter of the body, which comes from whoever started it.
    void parameter(TreePath at) {
      Element variable = unit.element(at);
      String why = variable == null ? null : declared(variable);
      Map<Element, Held> here = state();
      if (variable != null && why != null && here != null) {
        here.put(variable, new Held(why, null));
      }
    }

    private @Nullable String declared(Element variable) {
      return Known.has(variable, Known.NOT_SHAREABLE)
          ? "marked @NotShareable"
          : byType(variable.asType(), unit);
    }

    @Override
    public @Nullable Void visitVariable(VariableTree tree, @Nullable Void nothing) {
      super.visitVariable(tree, null);
      Element variable = unit.element(path());
      if (variable != null && Known.isLocal(variable)) {
        String why = declared(variable);
        ExpressionTree value = tree.getInitializer();
        if (why == null && value != null && !isPlain(variable.asType(), unit)) {
          why = why(new TreePath(path(), value), unit);
        }
        define(variable, why);
      }
      return null;
    }

    @Override
    public @Nullable Void visitAssignment(AssignmentTree tree, @Nullable Void nothing) {
      scan(tree.getExpression(), null);
      Element variable = unit.element(new TreePath(path(), tree.getVariable()));
      if (tree.getVariable() instanceof IdentifierTree
          && variable != null
          && Known.isLocal(variable)) {
        String why = declared(variable);
        define(variable, why != null ? why : why(new TreePath(path(), tree.getExpression()), unit));
      } else {
        scan(tree.getVariable(), null);
      }
      return null;
    }

    private void define(Element variable, @Nullable String why) {
      Map<Element, Held> here = state();
      if (here == null) {
        return;
      }
      if (why == null) {
        here.remove(variable);
      } else {
        here.put(variable, new Held(why, null));
      }
    }

    @Override
    public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void nothing) {
      use(path());
      return null;
    }

    private void use(TreePath at) {
      Map<Element, Held> here = state();
      Element variable = unit.element(at);
      if (here == null || variable == null || !Known.isLocal(variable)) {
        return;
      }
      Held held = here.get(variable);
      if (held != null && held.crossed() != null) {
        warn(held.crossed(), "`" + variable.getSimpleName() + "`", held.why());
      } else if (held == null) {
        captured(variable, at);
      }
    }

    /// A variable from outside the body: it was made on a thread that does not poll.
    private void captured(Element variable, TreePath at) {
      TreePath declared = unit.declaration(variable);
      if (declared == null || Unit.contains(declared, code) || isParameter(declared)) {
        return;
      }
      String why = declared(variable);
      if (why == null
          && declared.getLeaf() instanceof VariableTree tree
          && tree.getInitializer() != null
          && !isPlain(variable.asType(), unit)) {
        why = why(new TreePath(declared, tree.getInitializer()), unit);
      }
      if (why != null && said(declared.getLeaf(), variable.toString())) {
        unit.report.warning(
            KEY,
            at,
            "`"
                + variable.getSimpleName()
                + "` is bound to the thread that made it, being "
                + why
                + ", and this body is given to other threads. Make it in the body,"
                + " and anew after each await");
      }
    }

    private boolean isParameter(TreePath declared) {
      Tree parent = declared.getParentPath().getLeaf();
      return parent == ownParent();
    }

    private Tree ownParent() {
      TreePath each = path();
      Tree below = each.getLeaf();
      while (below != code) {
        each = each.getParentPath();
        below = each.getLeaf();
      }
      return each.getParentPath().getLeaf();
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void nothing) {
      List<ExpressionTree> operands = new ArrayList<>();
      if (tree.getMethodSelect() instanceof MemberSelectTree select) {
        operands.add(select.getExpression());
      }
      operands.addAll(tree.getArguments());
      operands(operands);
      mayThrow();
      Map<Element, Held> here = state();
      if (here != null && Known.isAwait(unit.element(path()))) {
        here.replaceAll(
            (variable, held) -> held.crossed() != null ? held : new Held(held.why(), path()));
        mayThrow();
      }
      return null;
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree tree, @Nullable Void nothing) {
      operands(tree.getArguments());
      scan(tree.getClassBody(), null);
      mayThrow();
      return null;
    }

    @Override
    public @Nullable Void visitBinary(BinaryTree tree, @Nullable Void nothing) {
      if (tree.getKind() == Tree.Kind.CONDITIONAL_AND
          || tree.getKind() == Tree.Kind.CONDITIONAL_OR) {
        return super.visitBinary(tree, null);
      }
      operands(List.of(tree.getLeftOperand(), tree.getRightOperand()));
      return null;
    }

    /// Operands wait for those after them: one that awaits leaves the earlier ones behind it.
    private void operands(List<? extends ExpressionTree> operands) {
      for (int i = 0; i < operands.size(); i++) {
        TreePath await = firstAwait(new TreePath(path(), operands.get(i)));
        scan(operands.get(i), null);
        for (int j = 0; await != null && state() != null && j < i; j++) {
          TreePath earlier = new TreePath(path(), operands.get(j));
          Element variable = unit.element(earlier);
          if (operands.get(j) instanceof IdentifierTree
              && variable != null
              && Known.isLocal(variable)) {
            use(earlier);
          } else {
            String why = why(earlier, unit);
            if (why != null) {
              warn(await, "a value computed before it", why);
            }
          }
        }
      }
    }

    private @Nullable TreePath firstAwait(TreePath within) {
      return unit.awaits().stream()
          .filter(each -> Unit.contains(each, within.getLeaf()))
          .filter(each -> ownCode(each, within.getLeaf()))
          .findFirst()
          .orElse(null);
    }

    private static boolean ownCode(TreePath await, Tree within) {
      for (TreePath each = await; each.getLeaf() != within; each = each.getParentPath()) {
        if (each.getLeaf() instanceof LambdaExpressionTree) {
          return false;
        }
      }
      return true;
    }

    /// A lambda uses what it captures when it is made; what it does is not followed.
    @Override
    public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void nothing) {
      new TreePathScanner<@Nullable Void, @Nullable Void>() {
        @Override
        public @Nullable Void visitIdentifier(IdentifierTree name, @Nullable Void none) {
          Map<Element, Held> here = state();
          if (here != null && here.containsKey(unit.element(getCurrentPath()))) {
            use(getCurrentPath());
          }
          return null;
        }
      }.scan(path(), null);
      return null;
    }

    private boolean said(Tree at, String what) {
      return said.computeIfAbsent(at, key -> new LinkedHashSet<>()).add(what);
    }

    private void warn(TreePath await, String what, String why) {
      if (said(await.getLeaf(), what)) {
        unit.report.warning(
            KEY,
            await,
            what
                + " is bound to its thread, being "
                + why
                + ", and is used after this `await`, when another thread may run the body."
                + " Use it up before the await, or make it anew after it");
      }
    }
  }
}
