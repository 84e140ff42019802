/// Between tasks: channels that carry one value or many.
@org.jspecify.annotations.NullMarked
module dev.wakeful.sync {
  requires static org.jspecify;
  requires transitive dev.wakeful.core;

  exports dev.wakeful.sync;
}
