package dev.wakeful.sync;

/// A channel that is closed did not take an item; here it is.
public final class NotSent extends Closed {
  private final Object item;

  /// An item that was not taken.
  ///
  /// @param item what was to be sent
  public NotSent(Object item) {
    super("the channel is closed and did not take the item");
    this.item = item;
  }

  /// What was to be sent.
  public Object item() {
    return item;
  }
}
