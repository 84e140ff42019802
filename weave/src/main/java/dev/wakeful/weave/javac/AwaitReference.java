package dev.wakeful.weave.javac;

import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.util.TreePath;

/// `Async::await`: a call that nobody can see, so nobody can suspend at it.
final class AwaitReference implements Check {

  @Override
  public void look(TreePath at, Unit unit) {
    if (at.getLeaf() instanceof MemberReferenceTree && Known.isAwait(unit.element(at))) {
      unit.report.error(
          at,
          "`await` as a method reference: whoever calls it can't be suspended."
              + " Await in a loop of the body itself");
    }
  }
}
