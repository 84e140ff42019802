package dev.wakeful.weave.javac;

import com.sun.source.util.TreePath;

/// One mistake in async code that can be seen in the source.
@FunctionalInterface
interface Check {

  /// Looks at one place of the source; called for every call, creation, lambda, method reference,
  /// variable and expression statement, in the order of the source.
  ///
  /// @param at the place; its types are known
  /// @param unit what is around it
  void look(TreePath at, Unit unit);
}
