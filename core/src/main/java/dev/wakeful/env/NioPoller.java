package dev.wakeful.env;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;

/// Poller of the real world, on `java.nio.channels.Selector` (which is epoll on Linux).
///
/// Facts about the selector, and what follows:
///
/// 1. A changed interest waits in a queue that the selector reads when a selection *starts*. So a
///    change made while another thread sleeps in a selection must wake it; [#sleeping] says whether
///    there is one. The sleeper stores it before the selector reads its queue under the queue's
///    lock; the changer adds to the queue under that lock before it loads it. Either the selection
///    sees the change or the changer sees the sleeper.
/// 2. A closed channel keeps its descriptor until the selector drops the key, at the next
///    selection. So [#deregister] wakes a sleeping selection too, lest an idle server hold dead
///    descriptors.
/// 3. Timeouts are whole milliseconds. They are rounded up here, never down: a wait that ends early
///    would spin.
/// 4. The selection that takes a consumer fills no selected-key set.
/// 5. With an interrupt pending every selection returns at once, so the interrupt is put aside for
///    the time of the selection. One that comes during it ends it, which is allowed.
final class NioPoller implements Poller {
  private final Selector selector;

  /// Whether a thread sleeps in a selection, or is about to.
  private volatile boolean sleeping;

  NioPoller() throws IOException {
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw NioSockets.classify(e);
    }
  }

  @Override
  public void register(Pollable source, long token, int wishes) throws IOException {
    NioChannel channel = (NioChannel) source;
    try {
      channel.channel().register(selector, channel.interest(wishes), token);
    } catch (ClosedSelectorException e) {
      throw closed(e);
    }
    disturb();
  }

  @Override
  public void update(Pollable source, int wishes) {
    NioChannel channel = (NioChannel) source;
    SelectionKey key = channel.channel().keyFor(selector);
    if (key == null) {
      return;
    }
    try {
      key.interestOps(channel.interest(wishes));
    } catch (CancelledKeyException e) {
      return; // closed meanwhile: nobody wishes anything any more
    }
    disturb();
  }

  @Override
  public void deregister(Pollable source) {
    SelectionKey key = ((NioChannel) source).channel().keyFor(selector);
    if (key != null) {
      key.cancel();
      disturb();
    }
  }

  @Override
  public int poll(long nanos, Events events) throws IOException {
    try {
      if (nanos == 0) {
        return selector.selectNow(key -> tell(key, events));
      }
      return sleep(nanos, events);
    } catch (ClosedSelectorException e) {
      throw closed(e);
    }
  }

  private int sleep(long nanos, Events events) throws IOException {
    boolean interrupted = Thread.interrupted();
    sleeping = true;
    try {
      return selector.select(key -> tell(key, events), millis(nanos));
    } finally {
      sleeping = false;
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void wakeup() {
    selector.wakeup();
  }

  @Override
  public void close() {
    try {
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static IOException closed(ClosedSelectorException e) {
    return new IOException("the poller is closed", e);
  }

  private void disturb() {
    if (sleeping) {
      selector.wakeup();
    }
  }

  private static void tell(SelectionKey key, Events events) {
    long token = (Long) key.attachment();
    int ready;
    try {
      ready = key.readyOps();
    } catch (CancelledKeyException e) {
      return; // deregistered while this selection was under way
    }
    int readiness = 0;
    if ((ready & (SelectionKey.OP_READ | SelectionKey.OP_ACCEPT)) != 0) {
      readiness |= READ;
    }
    if ((ready & (SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT)) != 0) {
      readiness |= WRITE;
    }
    events.ready(token, readiness);
  }

  /// The selector's word for this wait: 0 is without limit.
  private static long millis(long nanos) {
    return nanos < 0 || nanos > Long.MAX_VALUE - 1_000_000
        ? 0
        : Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos + 999_999));
  }
}
