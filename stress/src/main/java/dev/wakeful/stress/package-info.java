/// The runner of the jcstress tests. The tests stand in the packages of what they test.
@org.jspecify.annotations.NullMarked
package dev.wakeful.stress;
