package dev.wakeful.examples.redis;

/// How much one client may ask for.
///
/// @param bulk longest argument, and longest string, in bytes
/// @param arguments most arguments of one command
/// @param request longest command as a whole, in bytes; a client with a longer one is disconnected
/// @param line longest inline command or length prefix, in bytes
/// @param clients most clients connected at once
/// @param output most bytes of replies waiting for a client that does not read them; a client with
///   more is disconnected
record Limits(int bulk, int arguments, int request, int line, int clients, int output) {

  /// 64 MiB, 1,048,576 arguments, 256 MiB, 64 KiB, 10,000 clients and 8 MiB. Real Redis allows 512
  /// MB, 2,147,483,647 and 1 GB for the first three, and for the last 32 MB at once or 8 MB for a
  /// minute.
  static final Limits STANDARD =
      new Limits(64 << 20, 1 << 20, 256 << 20, 64 << 10, 10_000, 8 << 20);
}
