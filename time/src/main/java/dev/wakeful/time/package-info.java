/// When: the timer wheel, sleep and interval.
package dev.wakeful.time;
