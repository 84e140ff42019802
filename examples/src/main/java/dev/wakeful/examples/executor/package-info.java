/// An executor from scratch, to see what one is made of.
package dev.wakeful.examples.executor;
