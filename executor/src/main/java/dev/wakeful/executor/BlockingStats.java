package dev.wakeful.executor;

/// What a [BlockingPool] is doing, all of it at one moment.
///
/// @param running how many threads run a call
/// @param idle how many threads wait for one
/// @param queued how many calls wait for a thread
/// @param waiting how many calls wait for room in the queue
/// @param completed how many calls have ended so far, whichever way
/// @param rejected how many calls found no room so far
public record BlockingStats(
    int running, int idle, int queued, int waiting, long completed, long rejected) {}
