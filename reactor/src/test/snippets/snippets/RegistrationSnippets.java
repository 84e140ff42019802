package snippets;

import dev.wakeful.env.StreamSocket;
import dev.wakeful.reactor.Direction;
import dev.wakeful.reactor.Registration;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.io.IOException;
import java.nio.ByteBuffer;

final class RegistrationSnippets {
  private RegistrationSnippets() {}

  // @start region="attempt"
  static Poll<Integer> pollRead(
      Context cx, Registration registration, StreamSocket socket, ByteBuffer into)
      throws IOException {
    long snapshot;
    while ((snapshot = registration.pollReady(cx, Direction.READ)) != Registration.PENDING) {
      int read = socket.read(into);
      if (read != 0) {
        return Poll.ready(read);
      }
      registration.clear(Direction.READ, snapshot);
    }
    return Poll.pending();
  }
  // @end
}
