/// What a task, a future, a stream and a byte source are, and the ports to the world outside.
///
/// Packages, lowest first: `env` (ports), `task` (poll, waker, context), `future`, `stream`, `io`.
/// Each may use those before it and none after it; the `checks` module proves it.
@org.jspecify.annotations.NullMarked
module dev.wakeful.core {
  requires static transitive org.jspecify;

  exports dev.wakeful.env;
  exports dev.wakeful.task;
  exports dev.wakeful.future;
  exports dev.wakeful.stream;
  exports dev.wakeful.io;
}
