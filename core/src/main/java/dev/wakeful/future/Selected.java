package dev.wakeful.future;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The first of several futures: what it gave, and what is left.
///
/// @param value what it gave
/// @param index where it stood among them, beginning with 0
/// @param remaining the others in their order, when they were lent; empty when they were cancelled
public record Selected<T extends @Nullable Object>(
    T value, int index, List<Future<? extends T>> remaining) {}
