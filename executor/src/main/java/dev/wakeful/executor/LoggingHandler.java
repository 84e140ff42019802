package dev.wakeful.executor;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/// Handler for [FailureHandler#logging].
final class LoggingHandler implements FailureHandler {
  private final Logger logger = System.getLogger("dev.wakeful");

  @Override
  public void unjoined(String task, Throwable failure) {
    logger.log(Level.WARNING, () -> "task " + task + " failed and nobody joined it", failure);
  }

  @Override
  public void failed(TaskFailure failure) {
    String site = failure.spawnedAt().map(at -> ", spawned at " + at + ",").orElse("");
    unjoined(failure.task() + site, failure.failure());
  }

  @Override
  public void unhandled(String what, Throwable failure) {
    logger.log(Level.WARNING, () -> what + " failed", failure);
  }
}
