/// Programs that run; each one starts as its first line says.
@org.jspecify.annotations.NullMarked
module dev.wakeful.examples {
  requires static org.jspecify;
  requires dev.wakeful.runtime;
  requires dev.wakeful.async;
}
