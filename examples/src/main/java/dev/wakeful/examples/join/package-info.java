/// Futures made of futures: at once, and one after the other.
package dev.wakeful.examples.join;
