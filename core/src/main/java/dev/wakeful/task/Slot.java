package dev.wakeful.task;

/// The name of something a runtime provides to the futures it polls: its timers, its reactor.
///
/// The lower layer declares the slot as a constant, the upper layer fills it ([Slots#with]), so
/// that no module needs to know the one above. A slot is compared by identity.
///
/// @param <T> what is found there
@SuppressWarnings("UnusedTypeParameter") // it types what Slots gives and takes
public final class Slot<T> {
  private final String name;
  private final String remedy;

  private Slot(String name, String remedy) {
    this.name = name;
    this.remedy = remedy;
  }

  /// A new slot.
  ///
  /// @param name a noun for messages, such as "timers"
  /// @param remedy what a user must do to have it, a sentence without full stop
  public static <T> Slot<T> named(String name, String remedy) {
    return new Slot<>(name, remedy);
  }

  /// The complaint of a future that did not find what it needs.
  IllegalStateException missing() {
    return new IllegalStateException("no " + name + " in the context of this poll: " + remedy);
  }

  @Override
  public String toString() {
    return name;
  }
}
