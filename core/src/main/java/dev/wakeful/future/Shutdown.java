package dev.wakeful.future;

import dev.wakeful.task.Slot;

/// The wish that a runtime come to an end, as the futures see it that it polls.
///
/// First there is the wish, then a time in which tasks finish, then the end. Whatever takes on new
/// work (a listener, a consumer of a queue) stops at the wish; a long-lived connection may say
/// goodbye to its peer.
public interface Shutdown {

  /// Where futures find it.
  Slot<Shutdown> SLOT =
      Slot.named("shutdown", "this future must be polled by a runtime, which can be closed");

  /// Whether the runtime is to end. Never becomes false again.
  boolean isRequested();

  /// A future that is ready once the runtime is to end; at once if it is already so. *Cancel-safe:
  /// yes.*
  Future<Void> requested();

  /// [#requested] for those who take on new work, such as listeners: they are woken before all
  /// others, who may be many and have long goodbyes to say. *Cancel-safe: yes.*
  Future<Void> stopAccepting();
}
