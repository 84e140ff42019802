/// A body that awaits itself.
package dev.wakeful.examples.recursion;
