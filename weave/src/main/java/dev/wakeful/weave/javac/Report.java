package dev.wakeful.weave.javac;

import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.Arrays;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic;

/// Says what a check has found, as an error or a warning of javac with a place in the source.
final class Report {
  private final Trees trees;
  private final Options options;

  Report(Trees trees, Options options) {
    this.trees = trees;
    this.options = options;
  }

  /// Says that the code can't work.
  void error(TreePath at, String message) {
    print(Diagnostic.Kind.ERROR, message, at);
  }

  /// Says that the code is likely wrong, unless the user has silenced the key.
  void warning(String key, TreePath at, String message) {
    if (isSilent(key, at)) {
      return;
    }
    print(
        options.isError(key) ? Diagnostic.Kind.ERROR : Diagnostic.Kind.WARNING,
        message + " [wakeful:" + key + "]",
        at);
  }

  /// Whether the user has silenced the key at this place.
  boolean isSilent(String key, TreePath at) {
    return options.isOff(key) || isSuppressed("wakeful:" + key, at);
  }

  private boolean isSuppressed(String word, TreePath at) {
    for (TreePath each = at; each != null; each = each.getParentPath()) {
      switch (each.getLeaf().getKind()) {
        case CLASS, INTERFACE, ENUM, RECORD, ANNOTATION_TYPE, METHOD, VARIABLE -> {
          Element declared = trees.getElement(each);
          SuppressWarnings said =
              declared == null ? null : declared.getAnnotation(SuppressWarnings.class);
          if (said != null && Arrays.asList(said.value()).contains(word)) {
            return true;
          }
        }
        default -> {}
      }
    }
    return false;
  }

  private void print(Diagnostic.Kind kind, String message, TreePath at) {
    trees.printMessage(kind, message, caret(at.getLeaf()), at.getCompilationUnit());
  }

  /// Where javac puts its caret: at the name of what is called.
  static Tree caret(Tree tree) {
    return tree instanceof MethodInvocationTree call ? call.getMethodSelect() : tree;
  }
}
