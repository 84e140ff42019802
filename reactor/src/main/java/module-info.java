/// Whether: readiness of sockets, told to futures.
@org.jspecify.annotations.NullMarked
module dev.wakeful.reactor {
  requires static org.jspecify;
  requires transitive dev.wakeful.core;

  exports dev.wakeful.reactor;
}
