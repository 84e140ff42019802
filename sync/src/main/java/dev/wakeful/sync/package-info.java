/// Between tasks: channels for one value ([Oneshot][dev.wakeful.sync.Oneshot]) and for many
/// ([Mpsc][dev.wakeful.sync.Mpsc]).
///
/// Tasks of any runtime may be at either end, and so may ordinary threads. Nothing here blocks, and
/// no waker is called under a lock. What is sent stays in its channel until the poll that gives it
/// out, so a receiver that is cancelled before loses nothing; a waiting sender that is cancelled
/// after its turn has come passes the turn on.
///
/// Senders are closed, by `close()` or try-with-resources: there is nothing that would tell a
/// channel that a sender has been forgotten.
///
/// Memory consistency: what a thread did before it sent a value happens-before the poll that gives
/// the value out; what it did before it closed an end happens-before the poll that finds it closed.
package dev.wakeful.sync;
