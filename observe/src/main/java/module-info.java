/// See inside a runtime: metrics, events of the flight recorder, task dumps.
@org.jspecify.annotations.NullMarked
module dev.wakeful.observe {
  requires static org.jspecify;
  requires transitive dev.wakeful.executor;
}
