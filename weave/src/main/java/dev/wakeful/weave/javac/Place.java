package dev.wakeful.weave.javac;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/// The code that a place in the source belongs to: what runs when the place is run.
///
/// @param kind which code it is
/// @param path the lambda, method or initialiser
/// @param monitor the innermost `synchronized` statement around the place, or null
record Place(Kind kind, @Nullable TreePath path, @Nullable TreePath monitor) {

  /// What can hold code.
  enum Kind {
    /// A lambda that is a body.
    BODY,
    /// A method that is a body, being referred to as one.
    BODY_METHOD,
    /// Another lambda.
    LAMBDA,
    /// Another method.
    METHOD,
    /// A constructor.
    CONSTRUCTOR,
    /// A field or an initialiser block.
    INITIALIZER
  }

  /// Whether code here may await.
  boolean isBody() {
    return kind == Kind.BODY || kind == Kind.BODY_METHOD;
  }

  /// Where the path stands.
  static Place of(TreePath path, Unit unit) {
    TreePath monitor = null;
    TreePath below = path;
    for (TreePath each = path.getParentPath(); each != null; each = each.getParentPath()) {
      Tree leaf = each.getLeaf();
      if (leaf instanceof SynchronizedTree held
          && held.getBlock() == below.getLeaf()
          && monitor == null) {
        monitor = each;
      } else if (leaf instanceof LambdaExpressionTree) {
        return new Place(unit.isBody(each) ? Kind.BODY : Kind.LAMBDA, each, monitor);
      } else if (leaf instanceof MethodTree) {
        return new Place(method(unit.element(each), unit), each, monitor);
      } else if (leaf instanceof ClassTree) {
        return new Place(Kind.INITIALIZER, below, monitor);
      }
      below = each;
    }
    return new Place(Kind.INITIALIZER, null, monitor);
  }

  private static Kind method(@Nullable Element method, Unit unit) {
    if (method != null && Known.isConstructor(method)) {
      return Kind.CONSTRUCTOR;
    }
    return unit.isBodyMethod(method) ? Kind.BODY_METHOD : Kind.METHOD;
  }

  /// Whether the initialiser is one of the class and not of its objects.
  boolean isStatic(Unit unit) {
    if (path == null) {
      return false;
    }
    if (path.getLeaf() instanceof BlockTree block) {
      return block.isStatic();
    }
    Element field = unit.element(path);
    return field != null && field.getModifiers().contains(Modifier.STATIC);
  }
}
