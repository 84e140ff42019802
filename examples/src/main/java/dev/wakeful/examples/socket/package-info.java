/// What a wake-up is: first as a callback, then as a waker.
package dev.wakeful.examples.socket;
