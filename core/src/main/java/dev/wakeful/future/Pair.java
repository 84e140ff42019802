package dev.wakeful.future;

import org.jspecify.annotations.Nullable;

/// Two values.
///
/// @param first one
/// @param second the other
public record Pair<A extends @Nullable Object, B extends @Nullable Object>(A first, B second) {}
