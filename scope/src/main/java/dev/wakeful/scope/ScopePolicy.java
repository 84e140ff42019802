package dev.wakeful.scope;

/// What the failure of one child means for a [TaskScope].
///
/// A child that was cancelled has not failed. A body that fails always cancels the children, and
/// its failure is the scope's.
public enum ScopePolicy {

  /// The first failure cancels the body and all other children; the scope throws it, with the later
  /// ones suppressed in it.
  FAIL_FAST,

  /// A failure disturbs nobody. Those that were taken from the children's handles are dealt with;
  /// when everybody has ended, the scope throws the first of the others, with the later ones
  /// suppressed in it.
  COLLECT,

  /// A failure disturbs nobody, and as soon as the body has its value, the children are cancelled
  /// and their failures do not matter: for races, in which the body waits for the first success.
  FIRST_SUCCESS
}
