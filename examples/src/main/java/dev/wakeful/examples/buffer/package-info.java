/// Variables that live across `await`, and are lent to other bodies.
package dev.wakeful.examples.buffer;
