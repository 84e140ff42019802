package dev.wakeful.executor;

/// The handler of a model in which nothing fails. The usual one has a logger of the JDK, which the
/// garbage collector may take: the checker could not repeat what it had run.
final class NoFailures implements FailureHandler {
  @Override
  public void unjoined(String task, Throwable failure) {
    throw new AssertionError(task, failure);
  }
}
