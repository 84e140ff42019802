/// Poll futures by hand, count wake-ups, own the clock.
@org.jspecify.annotations.NullMarked
module dev.wakeful.testkit {
  requires static org.jspecify;
  requires transitive dev.wakeful.core;

  exports dev.wakeful.testkit;
}
