/// Executor, timers and reactor joined into one runtime.
@org.jspecify.annotations.NullMarked
module dev.wakeful.runtime {
  requires static org.jspecify;
  requires transitive dev.wakeful.core;
  requires transitive dev.wakeful.executor;
  requires transitive dev.wakeful.scope;
  requires transitive dev.wakeful.time;
  requires transitive dev.wakeful.sync;
  requires transitive dev.wakeful.bridge;
  requires transitive dev.wakeful.reactor;
  requires transitive dev.wakeful.net;
  requires transitive dev.wakeful.async;
  requires transitive dev.wakeful.observe;

  exports dev.wakeful.runtime;
}
