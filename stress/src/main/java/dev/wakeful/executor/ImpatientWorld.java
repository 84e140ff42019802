package dev.wakeful.executor;

import dev.wakeful.env.Parker;
import dev.wakeful.stress.HandWorld;
import dev.wakeful.stress.ImpatientParker;

/// A world in which nobody sleeps.
final class ImpatientWorld extends HandWorld {
  /// The parker made last.
  volatile ImpatientParker last = new ImpatientParker();

  @Override
  public Parker newParker() {
    ImpatientParker parker = new ImpatientParker();
    last = parker;
    return parker;
  }
}
