package dev.wakeful.executor;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The failures of finished tasks that nobody has taken yet, and the duty to tell the
/// [FailureHandler] of those that nobody ever will.
///
/// A failure is watched from the moment its task ends. It leaves the watch when it is joined, and
/// is reported when its handle is detached, when the garbage collector finds that the handle is
/// gone, or when the executor closes: each failure once. Successful tasks never come here.
///
/// Any thread may use it. The lock is a leaf: the handler is called outside.
final class UnjoinedFailures {
  private final FailureHandler handler;
  private final ReferenceQueue<Object> forgotten = new ReferenceQueue<>();
  private final Set<Watch> watched = new LinkedHashSet<>(); // guarded by itself
  private volatile int everWatched; // written under the lock of `watched`

  UnjoinedFailures(FailureHandler handler) {
    this.handler = handler;
  }

  /// Watches a failure.
  ///
  /// @param handle through which it could be taken
  /// @param failure what was thrown, and by which task
  Watch watch(Object handle, TaskFailure failure) {
    Watch watch = new Watch(handle, failure);
    synchronized (watched) {
      watched.add(watch);
      everWatched = everWatched + 1;
    }
    return watch;
  }

  /// How many failures have ever been watched: when it has changed, it is worth letting go of
  /// finished tasks.
  int everWatched() {
    return everWatched;
  }

  /// Reports what the garbage collector has found. Cheap when there is nothing.
  void reportForgotten() {
    for (Reference<?> found = forgotten.poll(); found != null; found = forgotten.poll()) {
      ((Watch) found).report();
    }
  }

  /// Reports everything that is still watched.
  void reportAll() {
    List<Watch> left;
    synchronized (watched) {
      left = new ArrayList<>(watched);
    }
    left.forEach(Watch::report);
  }

  /// Tells the handler of a failure at once.
  ///
  /// @param failure what was thrown, and by which task
  void tell(TaskFailure failure) {
    try {
      handler.failed(failure);
    } catch (Throwable broken) {
      reportBroken(failure.task(), failure.failure(), broken);
    }
  }

  /// Tells the handler of a failure that is no task's.
  ///
  /// @param what whose failure it is
  /// @param failure what was thrown
  void tellUnhandled(String what, Throwable failure) {
    try {
      handler.unhandled(what, failure);
    } catch (Throwable broken) {
      reportBroken(what, failure, broken);
    }
  }

  private static void reportBroken(String what, Throwable failure, Throwable broken) {
    if (broken != failure) {
      broken.addSuppressed(failure);
    }
    FailureHandler.logging().unhandled("the failure handler, when told of " + what + ",", broken);
  }

  /// One failure under watch.
  final class Watch extends PhantomReference<Object> {
    private final TaskFailure failure;

    private Watch(Object handle, TaskFailure failure) {
      super(handle, forgotten);
      this.failure = failure;
    }

    /// What was thrown.
    Throwable failure() {
      return failure.failure();
    }

    /// Somebody took the failure: it is theirs now.
    void taken() {
      end();
    }

    /// Nobody will take it.
    void report() {
      if (end()) {
        tell(failure);
      }
    }

    private boolean end() {
      clear();
      synchronized (watched) {
        return watched.remove(this);
      }
    }
  }
}
