package dev.wakeful.reactor;

import dev.wakeful.env.Clock;
import dev.wakeful.env.Entropy;
import dev.wakeful.env.Env;
import dev.wakeful.env.Parker;
import dev.wakeful.env.Poller;
import dev.wakeful.env.Resolver;
import dev.wakeful.env.Sockets;
import dev.wakeful.env.Threads;

/// The real world with another poller.
record PollerEnv(Poller poller) implements Env {
  @Override
  public Poller newPoller() {
    return poller;
  }

  @Override
  public Clock clock() {
    return Env.system().clock();
  }

  @Override
  public Entropy entropy() {
    return Env.system().entropy();
  }

  @Override
  public Threads threads() {
    return Env.system().threads();
  }

  @Override
  public Sockets sockets() {
    return Env.system().sockets();
  }

  @Override
  public Resolver resolver() {
    return Env.system().resolver();
  }

  @Override
  public Parker newParker() {
    return Env.system().newParker();
  }
}
