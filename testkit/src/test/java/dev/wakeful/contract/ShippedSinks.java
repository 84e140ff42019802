package dev.wakeful.contract;

import dev.wakeful.stream.Sinks;

/// Sinks of `core`, each around children of the probe.
final class ShippedSinks {
  private ShippedSinks() {}

  static void add(Shipped to) {
    to.sink("the sink of a probe", probe -> probe.sink());
    to.sink("drain", probe -> Sinks.drain());
    to.sink("unfold", probe -> Sinks.unfold(0, (sum, x) -> probe.value(1, sum + x)));
    to.sink("with", probe -> probe.<Integer>sink().with(x -> probe.value(1, x)));
    to.sink("withFlatMap", probe -> probe.<Integer>sink().withFlatMap(x -> probe.items(x, x)));
    to.sink("sinkMapErr", probe -> probe.<Integer>sink().sinkMapErr(e -> new Exception(e)));
    to.sink("buffer", probe -> probe.<Integer>sink().buffer(2));
    to.sink("buffer", probe -> probe.<Integer>sink().buffer(0));
    to.sink("fanout", probe -> probe.<Integer>sink().fanout(probe.sink()));
  }
}
