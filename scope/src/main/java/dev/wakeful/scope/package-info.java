/// Tasks that belong together, and what a task has with it.
///
/// - [TaskScope] is the whole life of some tasks: none outlives it, and one failure ends them all.
/// - [JoinSet], [JoinMap] and [JoinQueue] are ways for one owner to wait for many tasks: as they
///   end, each under a key, or in the order of spawning.
/// - [TaskTracker] tells several threads when all of the tasks that they have started are over, and
///   keeps none of them.
/// - [TaskLocal] is a value that goes with a task, whatever thread polls it.
package dev.wakeful.scope;
