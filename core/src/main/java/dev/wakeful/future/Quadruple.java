package dev.wakeful.future;

import org.jspecify.annotations.Nullable;

/// Four values.
///
/// @param first one
/// @param second another
/// @param third another
/// @param fourth the last
public record Quadruple<
    A extends @Nullable Object,
    B extends @Nullable Object,
    C extends @Nullable Object,
    D extends @Nullable Object>(
    A first, B second, C third, D fourth) {}
