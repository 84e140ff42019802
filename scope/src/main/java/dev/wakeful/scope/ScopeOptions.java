package dev.wakeful.scope;

import dev.wakeful.executor.Spawner;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How a [TaskScope] behaves. Immutable: each method gives another one.
///
/// @param name what the scope is called in messages
/// @param policy what the failure of a child means; [ScopePolicy#FAIL_FAST] unless said otherwise
/// @param deadline how long body and children may take altogether; null for as long as the
///   surrounding scope allows
/// @param grace how long the clean-up of one that is cancelled may take before it is cut off; ten
///   seconds unless said otherwise
/// @param finishOnShutdown whether the scope goes on when its runtime is asked to end, until its
///   work is done or the runtime's deadline; unless said so it is cancelled
/// @param spawner who takes on the children; null for the executor that polls the scope
public record ScopeOptions(
    String name,
    ScopePolicy policy,
    @Nullable Duration deadline,
    Duration grace,
    boolean finishOnShutdown,
    @Nullable Spawner spawner) {

  private static final ScopeOptions DEFAULTS =
      new ScopeOptions("scope", ScopePolicy.FAIL_FAST, null, Duration.ofSeconds(10), false, null);

  /// Refuses a deadline or a grace time that is negative.
  public ScopeOptions {
    Objects.requireNonNull(name);
    Objects.requireNonNull(policy);
    if (grace.isNegative() || (deadline != null && deadline.isNegative())) {
      throw new IllegalArgumentException(
          "the times of the scope " + name + " must not be negative: " + grace + ", " + deadline);
    }
  }

  /// Fail fast, no deadline, ten seconds of grace.
  public static ScopeOptions defaults() {
    return DEFAULTS;
  }

  /// With another name.
  ///
  /// @param word what to call the scope
  public ScopeOptions named(String word) {
    return new ScopeOptions(word, policy, deadline, grace, finishOnShutdown, spawner);
  }

  /// With another policy.
  ///
  /// @param other what the failure of a child means
  public ScopeOptions policy(ScopePolicy other) {
    return new ScopeOptions(name, other, deadline, grace, finishOnShutdown, spawner);
  }

  /// With a deadline. A scope inside another one has the nearer of the two.
  ///
  /// @param limit counted from the first poll of the scope
  public ScopeOptions deadline(Duration limit) {
    return new ScopeOptions(name, policy, limit, grace, finishOnShutdown, spawner);
  }

  /// With another grace time.
  ///
  /// @param limit how long the clean-up of each child may take; zero for none at all
  public ScopeOptions grace(Duration limit) {
    return new ScopeOptions(name, policy, deadline, limit, finishOnShutdown, spawner);
  }

  /// Whose work is finished when the runtime is asked to end, and not cancelled.
  public ScopeOptions finishingOnShutdown() {
    return new ScopeOptions(name, policy, deadline, grace, true, spawner);
  }

  /// Whose children run elsewhere than the body.
  ///
  /// @param other who takes them on
  public ScopeOptions on(Spawner other) {
    return new ScopeOptions(name, policy, deadline, grace, finishOnShutdown, other);
  }
}
