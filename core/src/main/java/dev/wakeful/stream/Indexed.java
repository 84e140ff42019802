package dev.wakeful.stream;

import org.jspecify.annotations.Nullable;

/// An item and its place in the row.
///
/// @param index 0 for the first item
/// @param value the item
public record Indexed<T extends @Nullable Object>(long index, T value) {}
