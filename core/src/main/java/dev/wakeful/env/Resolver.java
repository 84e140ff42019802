package dev.wakeful.env;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/// Names of hosts to addresses.
///
/// It **blocks**: call it where blocking is allowed.
@FunctionalInterface
public interface Resolver {

  /// The addresses of a host, best first, at least one.
  ///
  /// @param host a name or a literal address
  /// @throws IOException when there is none; the message names the host
  List<InetAddress> resolve(String host) throws IOException;
}
