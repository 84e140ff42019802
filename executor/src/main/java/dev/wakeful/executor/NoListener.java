package dev.wakeful.executor;

/// Listener for [ExecutorListener#none].
enum NoListener implements ExecutorListener {
  INSTANCE
}
