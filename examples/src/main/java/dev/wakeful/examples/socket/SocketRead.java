package dev.wakeful.examples.socket;

import dev.wakeful.task.Poll;

/// A simple future of the next text from a socket; empty at the end.
///
/// @param socket where it comes from
record SocketRead(CallbackSocket socket) implements SimpleFuture<String> {

  @Override
  public Poll<String> poll(Runnable wake) {
    // Either the socket has something, or it keeps `wake` and calls it as soon as it has.
    String text = socket.readOrCallBack(wake);
    return text == null ? Poll.pending() : Poll.ready(text);
  }
}
