package dev.wakeful.runtime;

import dev.wakeful.env.Env;
import dev.wakeful.executor.JoinHandle;
import dev.wakeful.executor.LocalPool;
import dev.wakeful.future.Finished;
import dev.wakeful.future.Future;
import dev.wakeful.future.Futures;
import dev.wakeful.future.SharedFuture;
import dev.wakeful.future.Traced;
import dev.wakeful.sync.Channel;
import dev.wakeful.sync.Oneshot;
import dev.wakeful.sync.OneshotReceiver;
import dev.wakeful.sync.OneshotSender;
import dev.wakeful.task.AtomicWaker;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Threads with a [LocalRuntime] each: a task is made on one of them and stays there.
///
/// {@snippet class="snippets.LocalRuntimeSnippets" region="pinned"}
///
/// For work that is shared out by hand: a partition, an actor, a connection for each thread,
/// without locks and without a hop between threads. Nobody takes tasks from a thread that has too
/// many. Inside a task [Tasks#spawnLocal][dev.wakeful.executor.Tasks#spawnLocal] adds another one
/// on the same thread. A task that fails ends, and nothing else.
///
/// Any thread may call any method. After Tokio's `LocalPoolHandle`.
public final class PinnedPool implements AutoCloseable {
  private final List<Member> members;

  /// Starts a thread for each runtime.
  ///
  /// @param env where threads come from
  /// @param name the first part of thread names
  /// @param runtimes that no thread has used yet
  PinnedPool(Env env, String name, List<LocalRuntime> runtimes) {
    this.members = runtimes.stream().map(Member::new).toList();
    for (int i = 0; i < members.size(); i++) {
      env.threads().start(name + "-pinned-" + i, members.get(i));
    }
  }

  /// Makes a future on the thread that has the fewest tasks, the first of several, and polls it
  /// there. After [#close] nothing is made, and the handle gives
  /// [TaskCancelled][dev.wakeful.executor.TaskCancelled].
  ///
  /// *Cancel-safe: no, when the handle is cancelled the task runs on and its value is lost.*
  ///
  /// @param make called on the thread of the task; what it throws is the task's failure
  public <T extends @Nullable Object> JoinHandle<T> spawnPinned(
      Callable<? extends Future<T>> make) {
    Pinned<T> task;
    synchronized (members) { // so that two who come at once do not see the same loads
      Member least = members.getFirst();
      for (Member member : members) {
        if (member.load < least.load) {
          least = member;
        }
      }
      task = new Pinned<>(least, make);
    }
    return task.member.runtime.spawn(task);
  }

  /// [#spawnPinned(Callable)] on a thread of the caller's choice.
  ///
  /// *Cancel-safe: no, when the handle is cancelled the task runs on and its value is lost.*
  ///
  /// @param index which one, from 0
  /// @param make called on the thread of the task; what it throws is the task's failure
  public <T extends @Nullable Object> JoinHandle<T> spawnPinned(
      int index, Callable<? extends Future<T>> make) {
    Member member = members.get(Objects.checkIndex(index, members.size()));
    Pinned<T> task;
    synchronized (members) {
      task = new Pinned<>(member, make);
    }
    return task.member.runtime.spawn(task);
  }

  /// How many threads there are.
  public int size() {
    return members.size();
  }

  /// How many tasks each thread has that are not over, by index.
  public List<Integer> loads() {
    synchronized (members) {
      return members.stream().map(member -> member.load).toList();
    }
  }

  /// Ends all runtimes, each on its thread, and waits for the threads. Calling it again, or from
  /// several threads, waits for the same end.
  ///
  /// @throws IllegalStateException when called from a task, which it would block
  @Override
  public void close() {
    try (LocalPool here = new LocalPool()) {
      here.runUntil(Future.lazy(cx -> stopAll()).andThen(Futures::joinAll));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("a thread of the pool has ended without saying so", e);
    }
  }

  /// What tells that each thread has ended.
  private List<SharedFuture<Boolean>> stopAll() {
    synchronized (members) {
      members.forEach(Member::stop);
      return members.stream().map(member -> member.ended.share()).toList();
    }
  }

  @Override
  public String toString() {
    return "pinned pool, tasks by thread: " + loads();
  }

  /// A thread and its runtime.
  private static final class Member implements Runnable {
    private final LocalRuntime runtime;
    private final AtomicWaker waker = new AtomicWaker();
    private volatile boolean stopped;
    private final OneshotSender<Boolean> end;
    private final SharedFuture<Boolean> ended; // guarded by `members`
    private int load; // guarded by `members`

    Member(LocalRuntime runtime) {
      Channel<OneshotSender<Boolean>, OneshotReceiver<Boolean>> channel = Oneshot.channel();
      this.runtime = runtime;
      this.end = channel.sender();
      this.ended = channel.receiver().shared();
    }

    void stop() {
      stopped = true;
      waker.wake();
    }

    @Override
    public void run() {
      try (runtime) {
        runtime.blockOn(
            Future.pollFn(cx -> {
              waker.register(cx.waker());
              return stopped ? Poll.done() : Poll.pending();
            }));
      } catch (Exception e) {
        throw new IllegalStateException("the runtime of a pinned pool has ended", e);
      } finally {
        end.send(true);
      }
    }
  }

  /// A task: makes its future at its first poll.
  private final class Pinned<T extends @Nullable Object> implements Future<T>, Traced {
    private final Member member;
    private @Nullable Callable<? extends Future<T>> make;
    private @Nullable Future<T> future;

    /// Counts itself. Called under the lock.
    Pinned(Member member, Callable<? extends Future<T>> make) {
      this.member = member;
      this.make = Objects.requireNonNull(make);
      member.load++;
    }

    @Override
    public @Nullable Object pollRaw(Context cx) throws Exception {
      try {
        Object answer = made().pollRaw(cx);
        if (answer != RawPoll.PENDING) {
          end();
        }
        return answer;
      } catch (Throwable failure) {
        end();
        throw failure;
      }
    }

    private Future<T> made() throws Exception {
      Future<T> known = future;
      if (known == null) {
        Callable<? extends Future<T>> maker = make;
        if (maker == null) {
          throw Finished.polledAgain("the pinned task");
        }
        known = Objects.requireNonNull(maker.call(), "what spawnPinned was given made null");
        future = known;
      }
      return known;
    }

    @Override
    public Poll<T> poll(Context cx) throws Exception {
      return RawPoll.box(pollRaw(cx));
    }

    @Override
    public void cancel() {
      Future<T> cancelled = future;
      end();
      if (cancelled != null) {
        cancelled.cancel();
      }
    }

    private void end() {
      future = null;
      if (make != null) {
        make = null;
        synchronized (members) {
          member.load--;
        }
      }
    }

    @Override
    public List<Future<?>> awaited() {
      Future<T> polled = future;
      return polled != null ? List.of(polled) : List.of();
    }

    @Override
    public String toString() {
      return "pinned task";
    }
  }
}
