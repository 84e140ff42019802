package dev.wakeful.sync;

/// The two ends of a new channel.
///
/// @param sender what goes in
/// @param receiver what comes out
/// @param <S> the type of the sending end
/// @param <R> the type of the receiving end
public record Channel<S, R>(S sender, R receiver) {}
