/// How javac weaves: a plugin that starts by itself, a processor that knows where class files go,
/// and the checks that both run on the attributed source.
///
/// Public API of the compiler only. [AsyncPlugin] and [AsyncProcessor] are what javac finds; one
/// `Compilation` belongs to each compilation, and one `Check` to each mistake.
package dev.wakeful.weave.javac;
