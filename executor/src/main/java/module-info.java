/// Who polls: the task cell, the run queues, the executors and the blocking pool.
@org.jspecify.annotations.NullMarked
module dev.wakeful.executor {
  requires static org.jspecify;
  requires transitive dev.wakeful.core;

  exports dev.wakeful.executor;
}
