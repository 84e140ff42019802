package dev.wakeful.executor;

/// Listener for [ExecutorListener#none].
enum NoListener implements ExecutorListener {
  INSTANCE;

  @Override
  public boolean hearsTasks() {
    return false;
  }
}
