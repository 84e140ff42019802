package dev.wakeful.net;

import dev.wakeful.env.Resolver;
import dev.wakeful.future.Blocking;
import dev.wakeful.future.Future;
import dev.wakeful.reactor.Reactor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;

/// Where a host is: literal addresses at once, names from the resolver on the blocking pool.
final class Addresses {
  private Addresses() {}

  /// Checks the port now, resolves at the first poll.
  static Future<List<InetSocketAddress>> of(String host, int port) {
    Objects.requireNonNull(host);
    var unresolved = InetSocketAddress.createUnresolved(host, port);
    return of(unresolved);
  }

  /// The address itself, or if it is unresolved those of its name.
  static Future<List<InetSocketAddress>> of(InetSocketAddress address) {
    if (!address.isUnresolved()) {
      return Future.ready(List.of(address));
    }
    String host = address.getHostString();
    try {
      InetAddress literal = InetAddress.ofLiteral(host);
      return Future.ready(List.of(new InetSocketAddress(literal, address.getPort())));
    } catch (IllegalArgumentException notALiteral) {
      return Future.lazy(
              cx -> {
                Resolver resolver = cx.require(Reactor.SLOT).env().resolver();
                return cx.require(Blocking.SLOT).run(() -> resolver.resolve(host));
              })
          .andThen(addresses -> addresses)
          .map(addresses ->
              addresses.stream()
                  .map(found -> new InetSocketAddress(found, address.getPort()))
                  .toList());
    }
  }
}
