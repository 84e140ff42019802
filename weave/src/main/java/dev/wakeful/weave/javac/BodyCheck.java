package dev.wakeful.weave.javac;

import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;

/// One mistake that is seen by following the code of a body in the order in which it runs.
@FunctionalInterface
interface BodyCheck {

  /// Looks at one body.
  ///
  /// @param body the lambda or method
  /// @param code its block or expression
  /// @param unit what is around it
  void look(TreePath body, Tree code, Unit unit);
}
