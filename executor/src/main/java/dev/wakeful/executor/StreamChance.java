package dev.wakeful.executor;

import dev.wakeful.env.Entropy;
import dev.wakeful.future.Chance;
import dev.wakeful.task.Slots;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// [Chance] for the futures that one thread polls: a stream of the environment, opened when the
/// first future asks.
///
/// Each context has one of its own, so that threads do not share a stream.
final class StreamChance implements Chance {
  private final Entropy entropy;
  private final String label;
  private @Nullable RandomGenerator stream;

  private StreamChance(Entropy entropy, String label) {
    this.entropy = entropy;
    this.label = label;
  }

  /// These slots, and chance.
  ///
  /// @param slots what else futures find
  /// @param setup where the stream comes from, and the name of the executor
  /// @param poller who polls, a word or a number; together with the name it is the stream's label
  static Slots in(Slots slots, Setup setup, String poller) {
    String label = "select/" + setup.name() + "-" + poller;
    return slots.with(Chance.SLOT, new StreamChance(setup.entropy(), label));
  }

  @Override
  public int below(int bound) {
    RandomGenerator random = stream;
    if (random == null) {
      random = entropy.stream(label);
      stream = random;
    }
    return random.nextInt(bound);
  }
}
