package dev.wakeful.examples.futures;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// A server to call, in plain blocking Java: a thread for each connection.
///
/// It reads one line. `square 12` is answered with 144, `news` with a headline, anything else not
/// at all until the caller hangs up.
final class Peer implements AutoCloseable {
  private final ServerSocket server;

  Peer() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::accept);
  }

  InetSocketAddress address() {
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  private void accept() {
    try {
      while (true) {
        Socket caller = server.accept();
        Thread.startVirtualThread(() -> answer(caller));
      }
    } catch (IOException closed) {
      // close() was called
    }
  }

  private static void answer(Socket caller) {
    try (caller;
        var in = new BufferedReader(new InputStreamReader(caller.getInputStream(), UTF_8))) {
      String request = in.readLine();
      if (request == null) {
        return;
      }
      if (request.startsWith("square ")) {
        long number = Long.parseLong(request.substring("square ".length()));
        caller.getOutputStream().write(String.valueOf(number * number).getBytes(UTF_8));
      } else if (request.equals("news")) {
        caller.getOutputStream().write("nothing blocks".getBytes(UTF_8));
      } else {
        in.readLine(); // until the caller hangs up
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
