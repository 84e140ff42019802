/// When: the timer wheel, sleep and interval.
@org.jspecify.annotations.NullMarked
module dev.wakeful.time {
  requires static org.jspecify;
  requires transitive dev.wakeful.core;

  exports dev.wakeful.time;
}
