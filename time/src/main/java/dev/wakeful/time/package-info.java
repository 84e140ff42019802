/// When: sleeping, timeouts and intervals ([Time][dev.wakeful.time.Time]), and the
/// [TimerQueue][dev.wakeful.time.TimerQueue] that a runtime keeps for them.
///
/// Memory consistency: what the driver did before it fired a timer happens-before the poll that
/// finds it fired.
package dev.wakeful.time;
