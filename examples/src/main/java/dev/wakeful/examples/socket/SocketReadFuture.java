package dev.wakeful.examples.socket;

import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;

/// [SocketRead] as a real future.
///
/// The callback has become a waker. A callback is only code; a waker stands for a task, so an
/// executor with a thousand tasks knows which one to poll again. *Cancel-safe: yes, what was not
/// given stays in the socket.*
///
/// @param socket where the text comes from
record SocketReadFuture(CallbackSocket socket) implements Future<String> {

  @Override
  public Poll<String> poll(Context cx) {
    // The waker of this very poll: the task may have moved to another one since the last.
    String text = socket.readOrCallBack(cx.waker()::wake);
    return text == null ? Poll.pending() : Poll.ready(text);
  }

  @Override
  public void cancel() {
    socket.forgetCallback();
  }
}
