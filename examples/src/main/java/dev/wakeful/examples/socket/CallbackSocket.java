package dev.wakeful.examples.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// A socket that can be asked whether there is something to read, and calls back when there is.
///
/// A thread that blocks in `read` stands in for the reactor here: somebody must watch the socket.
/// (A real reactor watches ten thousand sockets with one thread.)
final class CallbackSocket implements AutoCloseable {
  private final Socket socket;

  /// What has arrived and was not read yet; the empty text is the end.
  private final Queue<String> arrived = new ArrayDeque<>();

  /// Whom to call when something arrives; null when nobody waits.
  private @Nullable Runnable whenReadable;

  CallbackSocket(InetSocketAddress peer) throws IOException {
    socket = new Socket(peer.getAddress(), peer.getPort());
    Thread.startVirtualThread(this::watch);
  }

  /// What has arrived, or null and a promise to call back once something has.
  ///
  /// Looking and leaving the callback are one step. If they were two, what arrives in between would
  /// call nobody, and the reader would wait for ever: the classic lost wake-up.
  synchronized @Nullable String readOrCallBack(Runnable callback) {
    String text = arrived.poll();
    whenReadable = text == null ? callback : null; // the latest callback counts
    return text;
  }

  /// Nobody waits any more.
  synchronized void forgetCallback() {
    whenReadable = null;
  }

  private void watch() {
    byte[] buffer = new byte[1024];
    try (InputStream in = socket.getInputStream()) {
      for (int length; (length = in.read(buffer)) > 0; ) {
        arrive(new String(buffer, 0, length, UTF_8));
      }
    } catch (IOException closed) {
      // for this example a broken connection is an ended one
    }
    arrive("");
  }

  private void arrive(String text) {
    Runnable callback;
    synchronized (this) {
      arrived.add(text);
      callback = whenReadable;
      whenReadable = null;
    }
    if (callback != null) {
      callback.run(); // outside of the lock: nobody knows what it does
    }
  }

  @Override
  public void close() throws IOException {
    socket.close(); // ends the thread as well
  }
}
