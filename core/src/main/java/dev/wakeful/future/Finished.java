package dev.wakeful.future;

/// What futures say when they are polled once too often.
public final class Finished {
  private Finished() {}

  /// The complaint about a poll after the end.
  ///
  /// @param future its name, as the user wrote it
  public static IllegalStateException polledAgain(String future) {
    return new IllegalStateException(
        "the future `"
            + future
            + "` was polled after it had finished or was cancelled;"
            + " use fuse() if that is meant");
  }
}
