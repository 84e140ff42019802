/// A future written by hand: its states are what `async` would make of straight-line code.
package dev.wakeful.examples.hello;
