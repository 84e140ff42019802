package dev.wakeful.future;

import org.jspecify.annotations.Nullable;

/// Three values.
///
/// @param first one
/// @param second another
/// @param third the last
public record Triple<
    A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>(
    A first, B second, C third) {}
