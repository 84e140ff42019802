/// Poll futures by hand, count wake-ups, own the clock.
package dev.wakeful.testkit;
