/// A program for each figure that a page claims. Never published.
@org.jspecify.annotations.NullMarked
module dev.wakeful.benchmarks {
  requires static org.jspecify;
  requires dev.wakeful.runtime;
  requires dev.wakeful.async;
  requires dev.wakeful.examples;
  requires java.management;
  requires jdk.management;
}
