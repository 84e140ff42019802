package dev.wakeful.executor;

import dev.wakeful.executor.InjectEnds.Link;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// The queue through which tasks reach an executor from outside its workers, and into which a full
/// ring overflows.
///
/// A list of links. First in, first out. Any thread may use it.
///
/// | field | read | written | by |
/// |---|---|---|---|
/// | `last` | | exchange | who pushes |
/// | `next` of a link | acquire | release, once | who pushed the link behind it |
/// | `pushed` | volatile | atomic addition, *after* the link is in | who pushes |
/// | `first`, and what a link holds | plain | plain | who takes, under the lock |
/// | `popped` | volatile | volatile | who takes, under the lock |
///
/// Who pushes waits for nobody: an exchange, a store, an addition, all on one cache line and the
/// link before. Who takes holds a lock against others that take, and takes many at once. `first` is
/// the link that was taken last: it is empty.
///
/// **The length may be too small, never for long.** A link is counted after it can be found, so
/// that [#isEmpty] may say yes while there is a task. Whoever pushed that task, or another one that
/// was taken uncounted, has not yet read the [IdleSet]: it reads it after it has counted, and wakes
/// whoever went to sleep over the wrong answer.
///
/// **A gap.** Between the exchange and the store of one who pushes, what others push behind it
/// cannot be found, though it is counted: a worker that looks then finds nothing, does not go to
/// sleep either, and looks again. That lasts two instructions, or until that thread runs again.
///
/// The shape is Dmitry Vyukov's queue of many producers, with a lock where that has one consumer.
final class InjectQueue {
  private static final VarHandle LAST;
  private static final VarHandle NEXT;
  private static final VarHandle PUSHED;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      LAST = lookup.findVarHandle(InjectEnds.class, "last", Link.class);
      NEXT = lookup.findVarHandle(Link.class, "next", Link.class);
      PUSHED = lookup.findVarHandle(InjectEnds.class, "pushed", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final InjectEnds ends = new InjectEnds();
  private final Object takers = new Object();
  private volatile boolean closed; // written under the lock of takers
  private volatile long spilled; // written under the lock of takers

  /// Adds a task at the back.
  ///
  /// @return false when the queue is closed; then nobody will poll the task. True when it may be
  ///   closed by now
  boolean push(Task<?> task) {
    if (closed) {
      return false;
    }
    Link link = new Link(task);
    append(link, link, 1);
    return true;
  }

  /// Adds tasks at the back, in order: what a full ring has to spare, and the one that did not fit.
  /// Without effect when closed.
  void pushAll(Task<?>[] batch, Task<?> last) {
    if (closed) {
      return;
    }
    Link end = new Link(last);
    Link begin = end;
    for (int i = batch.length - 1; i >= 0; i--) {
      Link link = new Link(batch[i]);
      link.next = begin;
      begin = link;
    }
    synchronized (takers) {
      spilled += batch.length + 1;
    }
    append(begin, end, batch.length + 1);
  }

  private void append(Link from, Link to, int count) {
    Link before = (Link) LAST.getAndSet(ends, to);
    NEXT.setRelease(before, from); // pairs with next()
    PUSHED.getAndAdd(ends, (long) count);
  }

  /// Takes the first task.
  @Nullable Task<?> pop() {
    if (isEmpty()) {
      return null;
    }
    synchronized (takers) {
      Link link = next();
      if (link == null) {
        return null;
      }
      ends.popped++;
      return unlink(link);
    }
  }

  /// Takes the first task, and moves a fair share of the rest into a worker's ring.
  ///
  /// @param ring the calling worker's
  /// @param workers among how many the rest is to be shared
  @Nullable Task<?> popBatch(RunQueue ring, int workers) {
    if (isEmpty()) {
      return null;
    }
    synchronized (takers) {
      Link link = next();
      if (link == null) {
        return null;
      }
      int share = Math.min((length() - 1) / workers, RunQueue.CAPACITY / 2);
      Task<?> first = unlink(link);
      int taken = 1;
      for (; taken <= share; taken++) {
        link = next();
        if (link == null || !ring.push(held(link))) {
          break;
        }
        unlink(link);
      }
      ends.popped += taken;
      return first;
    }
  }

  /// The link of the first task, or null when there is none. Under the lock.
  private @Nullable Link next() {
    return closed ? null : (Link) NEXT.getAcquire(ends.first); // pairs with append()
  }

  /// Takes the task out of the first link. Under the lock.
  private Task<?> unlink(Link link) {
    ends.first.next = null; // what is old must not keep alive what is new
    ends.first = link;
    Task<?> task = held(link);
    link.task = null;
    return task;
  }

  private static Task<?> held(Link link) {
    Task<?> task = link.task;
    if (task == null) {
      throw new IllegalStateException("a link was taken twice");
    }
    return task;
  }

  /// Whether there is nothing, as far as it has been counted; always when closed.
  boolean isEmpty() {
    return ends.pushed - ends.popped <= 0 || closed;
  }

  /// How many tasks wait, as far as they have been counted.
  int length() {
    return closed ? 0 : (int) Math.max(0, ends.pushed - ends.popped);
  }

  /// How many tasks have come from outside so far: all but those of full rings.
  long pushed() {
    return Math.max(0, ends.pushed - spilled);
  }

  /// Refuses tasks from now on, and forgets those that wait: their executor cancels them. One that
  /// is pushed meanwhile is refused or forgotten.
  void close() {
    synchronized (takers) {
      closed = true;
      ends.first = new Link(null);
    }
  }
}
