package dev.wakeful.net;

import java.util.concurrent.atomic.AtomicInteger;

/// The two halves of a split [TcpStream].
///
/// @param reader the reading half
/// @param writer the writing half
public record TcpHalves(ReadHalf reader, WriteHalf writer) {

  static TcpHalves of(TcpStream stream) {
    AtomicInteger open = new AtomicInteger(2);
    return new TcpHalves(new ReadHalf(stream, open), new WriteHalf(stream, open));
  }
}
