/// TCP sockets as futures and streams.
@org.jspecify.annotations.NullMarked
module dev.wakeful.net {
  requires static org.jspecify;
  requires transitive dev.wakeful.core;
  requires transitive dev.wakeful.reactor;

  exports dev.wakeful.net;
}
