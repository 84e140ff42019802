package dev.wakeful.async;

import dev.wakeful.future.Future;
import dev.wakeful.future.ThrowingFunction;
import org.jspecify.annotations.Nullable;

/// `async` and `await`: a future written as code that reads like blocking code.
///
/// {@snippet class="snippets.AsyncSnippets" region="first"}
///
/// [#async(AsyncBody)] makes a future of a body; [#await] inside it waits for another future
/// without blocking a thread. While a class is compiled, each of its bodies is rewritten to a state
/// machine: one object for each call, whose fields are the variables that live across an `await`.
/// An `await` whose future is ready costs no object.
///
/// **Failures.** `await` throws what the awaited future fails with, the same object, so `try`,
/// `catch` and `finally` mean what they always mean. What leaves the body is the failure of its
/// future.
///
/// **Cancellation.** When the future of a body is cancelled while it is suspended, the future it
/// awaits is cancelled first; then its `await` throws [Cancelled][dev.wakeful.task.Cancelled], an
/// `Error`, so every `finally` and every `close` that was entered runs, once, the inner first. An
/// `await` in such clean-up gets one poll: if its future is not ready then, it is cancelled as
/// well. Clean-up that must wait is given time by [pollCancel][Future#pollCancel] and
/// [cancelWithin][Future#cancelWithin]. A failure of clean-up goes to the runtime's failure
/// handler, see [Unhandled][dev.wakeful.task.Unhandled]. A body that has not been polled yet runs
/// nothing, so it closes nothing either: a resource that was handed to it stays with whoever handed
/// it over.
///
/// **Where `await` may stand**: in a body, anywhere but inside `synchronized`. Not in a lambda that
/// is no body, nor in a constructor. The compiler plugin says so with line and column.
///
/// **Without the plugin** the same code runs on a virtual thread that takes turns with the polling
/// thread, one side at a time: the same values, failures and order of effects, thousands of
/// nanoseconds for each `await`, a warning once for each class. The system property
/// `wakeful.unwoven` makes that warning an error (`fail`) or silences it (`allow`). What belongs to
/// a thread is another's there: thread-locals, scoped values, and locks that the polling thread
/// holds.
///
/// The words are C#'s and Rust's; laziness and cancellation by dropping are Rust's.
public final class Async {
  private Async() {}

  /// A future that runs a body. Lazy: nothing runs until it is polled.
  ///
  /// *Cancel-safe: as what the body does; see above.*
  ///
  /// @param body the code; may [#await]
  public static <T extends @Nullable Object> Future<T> async(AsyncBody<T> body) {
    return body.start();
  }

  /// A future that runs a body that returns nothing. Lazy: nothing runs until it is polled.
  ///
  /// *Cancel-safe: as what the body does; see above.*
  ///
  /// @param body the code; may [#await]
  public static Future<Void> async(AsyncAction body) {
    return body.start();
  }

  /// A function that starts a body on its argument: for combinators that want a future made.
  ///
  /// {@snippet class="snippets.AsyncSnippets" region="each"}
  ///
  /// @param body the code; may [#await]
  public static <A extends @Nullable Object, T extends @Nullable Object>
      ThrowingFunction<A, Future<T>> asyncFunction(AsyncFunction<A, T> body) {
    return body::start;
  }

  /// As [#asyncFunction], of a body that returns nothing.
  ///
  /// @param body the code; may [#await]
  public static <A extends @Nullable Object> ThrowingFunction<A, Future<Void>> asyncConsumer(
      AsyncConsumer<A> body) {
    return body::start;
  }

  /// The value of a future, when it is there. Only in a body.
  ///
  /// To wait for the first of several, await a [select][dev.wakeful.future.Select]; in a loop, what
  /// is to go on over several turns is lent to it:
  ///
  /// {@snippet class="snippets.AsyncSnippets" region="select"}
  ///
  /// @param future polled as often as it takes, in the task that polls the body
  /// @throws Exception what the future fails with
  /// @throws IllegalStateException when the calling code is not an async body
  public static <T extends @Nullable Object> T await(Future<T> future) throws Exception {
    return Unwoven.await(future);
  }
}
