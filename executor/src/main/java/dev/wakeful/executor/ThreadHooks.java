package dev.wakeful.executor;

/// What users want to be done on the threads of an executor. A hook that throws is reported, and
/// does no other harm.
final class ThreadHooks {
  private final Setup setup;
  private final UnjoinedFailures failures;

  ThreadHooks(Setup setup, UnjoinedFailures failures) {
    this.setup = setup;
    this.failures = failures;
  }

  void start() {
    run("onThreadStart", setup.onThreadStart());
  }

  void stop() {
    run("onThreadStop", setup.onThreadStop());
  }

  void park() {
    run("onThreadPark", setup.onThreadPark());
  }

  void unpark() {
    run("onThreadUnpark", setup.onThreadUnpark());
  }

  private void run(String name, Runnable hook) {
    try {
      hook.run();
    } catch (Throwable broken) {
      failures.tellUnhandled("the hook " + name, broken);
    }
  }
}
