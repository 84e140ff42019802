package dev.wakeful.examples.redis;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/// The engine in this process, with a clock that stands still until somebody waits.
final class EnginePeer implements Peer {
  private long now = 1_800_000_000_000L;
  private final Engine engine = new Engine(Limits.STANDARD, now);

  @Override
  public Wire connect() {
    Session session = engine.connect("127.0.0.1:1", () -> {}, now);
    return new Wire() {
      private ByteArrayInputStream received = new ByteArrayInputStream(new byte[0]);

      @Override
      public void send(byte[] bytes) {
        session.receive(bytes, 0, bytes.length, now);
      }

      @Override
      public int read() throws IOException {
        while (!hasUnread()) {
          if (session.isClosing()) {
            return -1;
          }
          if (engine.nextDeadline() == Deadlines.NONE) {
            throw new IOException("no reply, and nothing is due that could bring one");
          }
          now = Math.max(now, engine.nextDeadline());
          engine.tick(now);
        }
        return received.read();
      }

      @Override
      public boolean hasUnread() {
        if (received.available() == 0) {
          ByteBuffer unsent = session.replies().unsent();
          byte[] bytes = new byte[unsent.remaining()];
          unsent.get(bytes);
          session.replies().sent(bytes.length);
          received = new ByteArrayInputStream(bytes);
        }
        return received.available() > 0;
      }

      @Override
      public void close() {
        engine.disconnect(session);
      }
    };
  }
}
