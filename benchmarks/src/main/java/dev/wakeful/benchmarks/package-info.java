/// A program for each figure that a page claims.
///
/// Each `…Bench` class is started by `./run bench NAME` and ends its output with lines of
/// `workload<TAB>subject<TAB>ns_per_op`; [AwaitBench] adds a column of bytes.
package dev.wakeful.benchmarks;
