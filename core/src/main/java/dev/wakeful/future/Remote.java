package dev.wakeful.future;

import org.jspecify.annotations.Nullable;

/// What [Future#remoteHandle] makes of a future: the two may go different ways.
///
/// @param driver does the work, and is ready with nothing when it is done; to be polled, by a task
///   of its own perhaps
/// @param handle a future of the outcome
/// @param <T> the type of the value
public record Remote<T extends @Nullable Object>(Future<Void> driver, RemoteHandle<T> handle) {}
