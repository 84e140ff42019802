package dev.wakeful.env;

import java.nio.channels.SelectableChannel;

/// What [NioPoller] can watch.
interface NioChannel extends Pollable {

  /// The channel behind it.
  SelectableChannel channel();

  /// The selection keys that stand for these wishes now.
  int interest(int wishes);
}
