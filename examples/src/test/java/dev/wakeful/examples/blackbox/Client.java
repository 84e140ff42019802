package dev.wakeful.examples.blackbox;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One connection of a client that waits for each reply. It is never bound to a port beforehand.
final class Client implements AutoCloseable {
  private static final Pattern CONNECTED = Pattern.compile("connected_clients:(\\d+)");

  private final SocketChannel channel;
  private final ByteBuffer input = ByteBuffer.allocate(4096).limit(0);

  private Client(SocketChannel channel) {
    this.channel = channel;
  }

  static Client connect(InetSocketAddress server) throws IOException {
    return new Client(SocketChannel.open(server));
  }

  /// A client with little room in the kernel for what it has not read.
  static Client cramped(InetSocketAddress server) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.setOption(StandardSocketOptions.SO_RCVBUF, 16 * 1024);
    channel.connect(server);
    return new Client(channel);
  }

  /// The socket.
  SocketChannel channel() {
    return channel;
  }

  /// Sends bytes.
  void send(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /// Sends an inline command.
  void send(String command) throws IOException {
    send(ByteBuffer.wrap((command + "\r\n").getBytes(StandardCharsets.UTF_8)));
  }

  /// Sends an inline command and gives its reply: a line, or the text of a bulk string.
  String ask(String command) throws IOException {
    send(command);
    String line = line();
    return line.startsWith("$") ? bulk(Integer.parseInt(line.substring(1))) : line;
  }

  /// How many clients the server says it has, this one included.
  int connectedClients() throws IOException {
    Matcher count = CONNECTED.matcher(ask("INFO clients"));
    if (!count.find()) {
      throw new IOException("INFO does not say how many clients there are");
    }
    return Integer.parseInt(count.group(1));
  }

  /// The next line, without its end.
  String line() throws IOException {
    StringBuilder line = new StringBuilder();
    int next;
    while ((next = read()) != '\n') {
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  /// Whether something has come that was not read. It does not wait.
  boolean hasInput() throws IOException {
    if (!input.hasRemaining()) {
      channel.configureBlocking(false);
      channel.read(input.clear());
      input.flip();
      channel.configureBlocking(true);
    }
    return input.hasRemaining();
  }

  private String bulk(int length) throws IOException {
    byte[] text = new byte[length];
    for (int i = 0; i < length; i++) {
      text[i] = (byte) read();
    }
    line();
    return new String(text, StandardCharsets.UTF_8);
  }

  private int read() throws IOException {
    if (!input.hasRemaining()) {
      input.clear();
      if (channel.read(input) < 0) {
        throw new EOFException("the server has closed the connection");
      }
      input.flip();
    }
    return input.get();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
