/// A leaf future: one that waits for something itself, here for a thread that sleeps.
package dev.wakeful.examples.timer;
