/// The differential fuzzer of the weaver: programs are made up from seeds, run woven and unwoven,
/// and must leave the same record.
@org.jspecify.annotations.NullMarked
package dev.wakeful.weave.fuzz;
