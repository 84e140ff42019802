/// The differential proof of the weaver: every shape, compiled and woven in every way, run under
/// every schedule, leaves the same record as the same source run unwoven.
@org.jspecify.annotations.NullMarked
package dev.wakeful.weave.shapes;
