package dev.wakeful.weave.javac;

import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/// A `Lock` of java.util.concurrent that is held across an `await`: it belongs to a thread, and the
/// body may go on on another.
final class LockHeld implements BodyCheck {
  private static final String LOCK = "java.util.concurrent.locks.Lock";

  @Override
  public void look(TreePath body, Tree code, Unit unit) {
    new Walk(body, unit).run(code);
  }

  /// The locks held, by the text of the expression they are locked through, and for certain or not:
  /// a `tryLock` whose answer is looked at later may have failed.
  private static final class Walk extends Flow<Map<String, Boolean>> {
    private final Unit unit;
    private final Set<Tree> said = new LinkedHashSet<>();

    Walk(TreePath body, Unit unit) {
      super(body, new LinkedHashMap<>());
      this.unit = unit;
    }

    @Override
    Map<String, Boolean> copy(Map<String, Boolean> state) {
      return new LinkedHashMap<>(state);
    }

    @Override
    Map<String, Boolean> join(Map<String, Boolean> a, Map<String, Boolean> b) {
      Map<String, Boolean> joined = new LinkedHashMap<>();
      a.forEach((lock, certain) -> keep(lock, certain, b, joined));
      b.forEach((lock, certain) -> keep(lock, certain, a, joined));
      return joined;
    }

    private static void keep(
        String lock, boolean certain, Map<String, Boolean> other, Map<String, Boolean> into) {
      if (certain || other.containsKey(lock)) {
        into.merge(lock, certain, Boolean::logicalOr);
      }
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void nothing) {
      super.visitMethodInvocation(tree, null);
      Map<String, Boolean> held = state();
      if (held == null) {
        return null;
      }
      Element method = unit.element(path());
      boolean isLock = isLock(method);
      if (method != null && isLock && method.getSimpleName().contentEquals("unlock")) {
        held.remove(name(tree));
      }
      mayThrow();
      if (Known.isAwait(method)) {
        if (!held.isEmpty() && said.add(tree)) {
          warn(held.keySet().iterator().next());
        }
      } else if (method != null && isLock) {
        String lock = name(tree);
        switch (method.getSimpleName().toString()) {
          case "lock", "lockInterruptibly" -> held.put(lock, true);
          case "tryLock" -> held.put(lock, false);
          default -> {}
        }
      }
      return null;
    }

    @Override
    void refine(
        TreePath condition,
        @Nullable Map<String, Boolean> whenTrue,
        @Nullable Map<String, Boolean> whenFalse) {
      if (condition.getLeaf() instanceof MethodInvocationTree call
          && isTryLock(unit.element(condition))
          && whenTrue != null
          && whenFalse != null) {
        whenTrue.put(name(call), true);
        whenFalse.remove(name(call));
      }
    }

    private boolean isLock(@Nullable Element method) {
      return method != null && unit.known.isSubtype(Known.owner(method).asType(), LOCK);
    }

    private boolean isTryLock(@Nullable Element method) {
      return method != null && method.getSimpleName().contentEquals("tryLock") && isLock(method);
    }

    private static String name(MethodInvocationTree call) {
      String text =
          call.getMethodSelect() instanceof MemberSelectTree select
              ? select.getExpression().toString()
              : "this";
      return text.startsWith("this.") ? text.substring("this.".length()) : text;
    }

    private void warn(String lock) {
      unit.report.warning(
          "lock",
          path(),
          "the lock `"
              + lock
              + "` is held across this `await`: other tasks wait for it as long as this one, and"
              + " unlocking on another thread fails."
              + " Unlock before the await");
    }
  }
}
