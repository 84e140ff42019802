/// A program for each figure that a page claims. Never published.
@org.jspecify.annotations.NullMarked
module dev.wakeful.benchmarks {
  requires static org.jspecify;
  requires dev.wakeful.runtime;
  requires dev.wakeful.async;
  requires dev.wakeful.examples;
  requires io.reactivex.rxjava3;
  requires io.smallrye.mutiny;
  requires reactor.core;
  requires org.jfree.jfreechart;
  requires VectorGraphics2D;
  requires java.desktop;
  requires java.management;
  requires jdk.management;
}
