/// A small Redis server that real Redis clients talk to: the teaching program of this library.
///
/// It has two halves. The **engine** knows the protocol and the commands and nothing of sockets,
/// threads or clocks: bytes go in with the time they came at, bytes come out. Read it in this
/// order: [RespParser] (bytes to commands), [Engine] (who is connected, what is due), [Session]
/// (one client), [Commands] (the table), then any family of commands, [ReplyBuffer] (replies to
/// bytes). The **server** moves those bytes through sockets, and tells the engine the time.
///
/// Everything here belongs to one thread, as in Redis itself: no lock, no atomic, no volatile.
///
/// Behaviour, replies and error texts are those of Redis 7.0.
package dev.wakeful.examples.redis;
