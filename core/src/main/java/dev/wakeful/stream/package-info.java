/// Values one after the other: [Stream], which is polled, and [Sink], which takes them.
///
/// # Names
///
/// - A function that returns its answer at once goes with the plain name (`filter`, `fold`, `any`);
///   one that returns a future of the answer goes with the name and `Async` (`filterAsync`). They
///   are never overloads: a lambda fits both.
/// - What only makes sense with futures has no such suffix: `andThen` (an item, then a future),
///   `then` (an outcome, then a future), `orElse` (a failure, then a future), `forEach`, `unfold`.
///   These mean what they mean on a [Future][dev.wakeful.future.Future].
///
/// # Failures
///
/// A failure is that of one item. Adapters pass failures on, in their place, and go on; they end
/// nothing, count for nothing and are tested by nothing. Consumers (`collect`, `fold`, `any`,
/// `forEach`) stop at the first: they cancel the stream and fail with it. `catching` makes items of
/// failures, `orElse` replaces them. An `Error` passes through everything.
///
/// # Cancelling
///
/// An adapter or consumer owns its stream: cancelling the one cancels the other. Only `next`, and
/// what says so, borrows. What is written as *cancel-safe* speaks of cancelling the adapter itself;
/// cancelling a `next` of it never loses an item.
package dev.wakeful.stream;
