/// What people write: `async` and `await`, and the frame that a body is compiled to.
@org.jspecify.annotations.NullMarked
module dev.wakeful.async {
  requires static org.jspecify;
  requires transitive dev.wakeful.core;

  exports dev.wakeful.async;
}
