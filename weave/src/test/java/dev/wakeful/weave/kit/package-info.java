/// A world to run async bodies in and to write down all that happens: what the differential tests
/// of the weaver are made of.
@org.jspecify.annotations.NullMarked
package dev.wakeful.weave.kit;
