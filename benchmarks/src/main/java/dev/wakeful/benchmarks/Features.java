package dev.wakeful.benchmarks;

import dev.wakeful.runtime.AsyncRuntime;
import dev.wakeful.runtime.RuntimeBuilder;

/// What is switched on in the runtime that is measured. This is the one place that says what can be
/// switched.
enum Features {
  /// As the library comes.
  DEFAULT {
    @Override
    RuntimeBuilder configure(RuntimeBuilder builder) {
      return builder;
    }
  },
  /// Whatever watches is switched off, but for the counters, which cannot be.
  NONE {
    @Override
    RuntimeBuilder configure(RuntimeBuilder builder) {
      return builder.executor(setup -> setup.watchdog(false));
    }
  },
  /// Whatever watches is switched on.
  ALL {
    @Override
    RuntimeBuilder configure(RuntimeBuilder builder) {
      return builder.spawnSites(true).executor(setup -> setup.timeEveryPoll(true));
    }
  };

  abstract RuntimeBuilder configure(RuntimeBuilder builder);

  /// A runtime of two workers.
  AsyncRuntime runtime() {
    return configure(AsyncRuntime.builder().workers(SchedulerSubject.WORKERS)).build();
  }
}
