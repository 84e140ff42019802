/// The ways out: `CompletableFuture`, `Flow.Publisher`, `Iterator` and `java.util.stream.Stream`.
@org.jspecify.annotations.NullMarked
module dev.wakeful.bridge {
  requires static org.jspecify;
  requires transitive dev.wakeful.core;
  requires transitive dev.wakeful.executor;

  exports dev.wakeful.bridge;
}
