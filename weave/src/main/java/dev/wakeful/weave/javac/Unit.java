package dev.wakeful.weave.javac;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/// One top-level class with everything in it: what the checks need to know of it beforehand.
final class Unit {
  final Trees trees;
  final Types types;
  final Elements elements;
  final Known known;
  final Report report;

  /// The class.
  final TreePath top;

  private final Map<Element, TreePath> declarations = new LinkedHashMap<>();
  private final Map<Element, List<TreePath>> references = new LinkedHashMap<>();
  private final List<TreePath> lambdas = new ArrayList<>();
  private final List<TreePath> awaits = new ArrayList<>();
  private final List<TreePath> calls = new ArrayList<>();
  private final Map<Tree, List<TreePath>> awaitsByCode = new LinkedHashMap<>();

  Unit(Trees trees, Elements elements, Types types, Report report, TreePath top) {
    this.trees = trees;
    this.elements = elements;
    this.types = types;
    this.known = new Known(elements, types);
    this.report = report;
    this.top = top;
    new Finder().scan(top, null);
    for (TreePath each : awaits) {
      TreePath code = Place.of(each, this).path();
      if (code != null) {
        awaitsByCode.computeIfAbsent(code.getLeaf(), key -> new ArrayList<>()).add(each);
      }
    }
  }

  /// Where a variable or method of this class is declared, or null for others.
  @Nullable TreePath declaration(@Nullable Element element) {
    return declarations.get(element);
  }

  /// The element a name, call or declaration stands for.
  @Nullable Element element(TreePath path) {
    return trees.getElement(path);
  }

  /// The type of an expression.
  @Nullable TypeMirror type(TreePath path) {
    return trees.getTypeMirror(path);
  }

  /// The lambdas that are bodies.
  List<TreePath> bodyLambdas() {
    return lambdas;
  }

  /// The calls of `await`.
  List<TreePath> awaits() {
    return awaits;
  }

  /// All calls of methods.
  List<TreePath> calls() {
    return calls;
  }

  /// Whether there is an async body here.
  boolean hasBodies() {
    return !lambdas.isEmpty() || !references.isEmpty();
  }

  /// The first body, to point at.
  TreePath firstBody() {
    return lambdas.isEmpty()
        ? references.values().iterator().next().getFirst()
        : lambdas.getFirst();
  }

  /// Whether this lambda is a body.
  boolean isBody(TreePath lambda) {
    return known.isBody(type(lambda));
  }

  /// Whether a reference makes this method a body, be it rightly or not.
  boolean isReferredToAsBody(@Nullable Element method) {
    return references.containsKey(method);
  }

  /// Whether the method is a body: referred to as one from its class, and nobody can override it.
  boolean isBodyMethod(@Nullable Element method) {
    if (!(method instanceof ExecutableElement executable) || executable.isVarArgs()) {
      return false;
    }
    return cannotBeOverridden(method)
        && references.getOrDefault(method, List.of()).stream()
            .anyMatch(each -> classOf(each) == Known.owner(method));
  }

  /// The methods that are bodies.
  List<TreePath> bodyMethods() {
    return references.keySet().stream()
        .filter(this::isBodyMethod)
        .map(declarations::get)
        .filter(path -> path != null)
        .toList();
  }

  private static boolean cannotBeOverridden(Element method) {
    return method.getModifiers().contains(Modifier.PRIVATE)
        || method.getModifiers().contains(Modifier.STATIC)
        || method.getModifiers().contains(Modifier.FINAL)
        || Known.owner(method).getModifiers().contains(Modifier.FINAL);
  }

  /// The class whose class file holds this code.
  @Nullable Element classOf(TreePath path) {
    for (TreePath each = path; each != null; each = each.getParentPath()) {
      if (each.getLeaf() instanceof ClassTree) {
        return element(each);
      }
    }
    return null;
  }

  /// The awaits that belong to a lambda or method itself, and not to what is nested in it.
  List<TreePath> awaitsOf(@Nullable TreePath code) {
    return code == null ? List.of() : awaitsByCode.getOrDefault(code.getLeaf(), List.of());
  }

  /// Collects what is declared and referred to.
  private final class Finder extends TreePathScanner<@Nullable Void, @Nullable Void> {
    @Override
    public @Nullable Void visitMethod(MethodTree tree, @Nullable Void nothing) {
      declare();
      return super.visitMethod(tree, null);
    }

    @Override
    public @Nullable Void visitVariable(VariableTree tree, @Nullable Void nothing) {
      declare();
      return super.visitVariable(tree, null);
    }

    private void declare() {
      Element element = element(getCurrentPath());
      if (element != null) {
        declarations.put(element, getCurrentPath());
      }
    }

    @Override
    public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void nothing) {
      if (isBody(getCurrentPath())) {
        lambdas.add(getCurrentPath());
      }
      return super.visitLambdaExpression(tree, null);
    }

    @Override
    public @Nullable Void visitMemberReference(MemberReferenceTree tree, @Nullable Void nothing) {
      Element method = element(getCurrentPath());
      if (method != null && known.isBody(type(getCurrentPath()))) {
        references.computeIfAbsent(method, key -> new ArrayList<>()).add(getCurrentPath());
      }
      return super.visitMemberReference(tree, null);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void nothing) {
      calls.add(getCurrentPath());
      if (Known.isAwait(element(getCurrentPath()))) {
        awaits.add(getCurrentPath());
      }
      return super.visitMethodInvocation(tree, null);
    }
  }

  /// Whether the tree is the path's leaf or around it.
  static boolean contains(TreePath path, Tree tree) {
    for (TreePath each = path; each != null; each = each.getParentPath()) {
      if (each.getLeaf() == tree) {
        return true;
      }
    }
    return false;
  }
}
