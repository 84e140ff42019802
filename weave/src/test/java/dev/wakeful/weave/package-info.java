/// The weaver's own tests: what it finds, how it lays out frames, what it refuses.
package dev.wakeful.weave;
