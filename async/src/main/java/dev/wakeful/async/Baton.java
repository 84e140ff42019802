package dev.wakeful.async;

import dev.wakeful.env.Parker;

/// The turn that the thread of an unwoven body and whoever polls it pass to each other: at any time
/// one of the two runs, and the other waits.
///
/// | who has the turn | passes it by | and waits |
/// |---|---|---|
/// | the poller, at first | [#toBody] | until it comes back |
/// | the body | [#toPoller] | until the next poll |
/// | the body, at its end | [#end] | for nothing |
///
/// Each side has a parker of its own: with one for both, the giver could take its own permit back.
/// The poller may be another thread each time, as long as one polls at a time.
///
/// A permit carries what its giver did before it, so what one side does before it passes the turn
/// happens-before what the other does after it got it. The fields that both touch are plain.
final class Baton {
  private final Parker poller;
  private final Parker body;

  /// The turn is the poller's.
  ///
  /// @param poller where the poller waits
  /// @param body where the body waits
  Baton(Parker poller, Parker body) {
    this.poller = poller;
    this.body = body;
  }

  /// By the body's thread, first of all: waits for its first turn.
  void awaitFirst() {
    body.park();
  }

  /// By the poller: lets the body run until it suspends or ends.
  void toBody() {
    body.unpark();
    poller.park();
  }

  /// By the body: lets the poller run until it polls again.
  void toPoller() {
    poller.unpark();
    body.park();
  }

  /// By the body, last of all: nothing may be touched after it.
  void end() {
    poller.unpark();
  }
}
