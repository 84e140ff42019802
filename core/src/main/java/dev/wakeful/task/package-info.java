/// The words of the poll protocol: [Poll], [Waker], [Context].
///
/// # Memory consistency
///
/// - Actions in a thread before it calls [Waker#wake] happen-before the next poll of the woken
///   task.
/// - Everything done in one poll of a task happens-before the next poll of that task, on whichever
///   thread.
/// - Actions before [AtomicWaker#wake] happen-before the return of any [AtomicWaker#register] call
///   that does not see the waker taken.
package dev.wakeful.task;
