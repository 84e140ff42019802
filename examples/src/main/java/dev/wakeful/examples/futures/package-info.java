/// Futures for what programs really wait for.
package dev.wakeful.examples.futures;
