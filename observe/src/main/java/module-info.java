/// See inside a runtime: metrics, events of the flight recorder, task dumps.
@org.jspecify.annotations.NullMarked
module dev.wakeful.observe {
  requires static org.jspecify;
  requires java.management;
  requires jdk.jfr;
  requires jdk.unsupported; // signals, looked up by name
  requires transitive dev.wakeful.executor;

  exports dev.wakeful.observe;
}
