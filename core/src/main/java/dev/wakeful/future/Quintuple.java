package dev.wakeful.future;

import org.jspecify.annotations.Nullable;

/// Five values.
///
/// @param first one
/// @param second another
/// @param third another
/// @param fourth another
/// @param fifth the last
public record Quintuple<
    A extends @Nullable Object,
    B extends @Nullable Object,
    C extends @Nullable Object,
    D extends @Nullable Object,
    E extends @Nullable Object>(
    A first, B second, C third, D fourth, E fifth) {}
