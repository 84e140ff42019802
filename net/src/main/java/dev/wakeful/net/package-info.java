/// TCP sockets as futures and streams.
///
/// A [TcpListener] is a stream of connections, a [TcpStream] is a source of bytes and a place for
/// them. Both belong to the runtime whose task made them, and everything they do waits for the
/// reactor of that runtime; nothing blocks a thread but the resolution of host names, which goes to
/// the runtime's blocking pool.
package dev.wakeful.net;
