package dev.wakeful.examples.redis;

/// How much one client may ask for.
///
/// @param bulk longest argument, and longest string, in bytes
/// @param arguments most arguments of one command
/// @param line longest inline command or length prefix, in bytes
/// @param clients most clients connected at once
/// @param output most bytes of replies waiting for a client that does not read them; a client with
///   more is disconnected
record Limits(int bulk, int arguments, int line, int clients, int output) {

  /// 64 MiB, 1,048,576 arguments, 64 KiB, 10,000 clients and 8 MiB. The bulk of real Redis is 512
  /// MB; its other figures are these.
  static final Limits STANDARD = new Limits(64 << 20, 1 << 20, 64 << 10, 10_000, 8 << 20);
}
