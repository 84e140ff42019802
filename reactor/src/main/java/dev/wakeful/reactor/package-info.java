/// Whether: readiness of sockets, told to futures.
///
/// # Memory consistency
///
/// - What the kernel told before [Reactor#turn] returned is seen by every poll that follows a
///   wake-up of that turn.
/// - Actions before [Registration#close] or [Reactor#close] happen-before the failing return of a
///   [Registration#pollReady] that says so.
///
/// Lock order: registration, then whatever the [Poller][dev.wakeful.env.Poller] holds. The slab's
/// lock is never held together with another one. No waker is called under any of them.
package dev.wakeful.reactor;
