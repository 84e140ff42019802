package dev.wakeful.executor;

import dev.wakeful.env.Parker;
import dev.wakeful.stress.HandWorld;
import dev.wakeful.stress.MonitorParker;

/// A world in which one sleeps until one is woken.
final class MonitorWorld extends HandWorld {
  @Override
  public Parker newParker() {
    return new MonitorParker();
  }
}
