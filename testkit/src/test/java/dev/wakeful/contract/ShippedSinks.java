package dev.wakeful.contract;

/// Sinks of `core`, each around children of the probe.
final class ShippedSinks {
  private ShippedSinks() {}

  static void add(Shipped to) {
    to.sink("the sink of a probe", probe -> probe.sink());
  }
}
