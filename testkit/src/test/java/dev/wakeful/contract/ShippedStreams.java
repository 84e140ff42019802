package dev.wakeful.contract;

import dev.wakeful.stream.Stream;
import java.util.List;

/// Streams of `core`, each around children of the probe.
final class ShippedStreams {
  private ShippedStreams() {}

  static void add(Shipped to) {
    to.stream("fromIterable", probe -> Stream.fromIterable(List.of(1, 2, 3)));
    to.stream("map", probe -> probe.items(1, 2, 3).map(x -> x + 1));
  }
}
