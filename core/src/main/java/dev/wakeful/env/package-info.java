/// The ports: every way in which chance, time and the kernel reach this library.
///
/// Nothing else in the library reads a clock, draws a random number, parks or starts a thread, or
/// opens a socket; the `checks` module reads the compiled classes and fails the build on any other
/// call site. [Env#system] is the real world; a test or a simulation brings its own [Env].
///
/// # Memory consistency
///
/// - Actions before [Parker#unpark] happen-before the return of the [Parker#park] that it ends.
/// - Actions before [Threads#start] happen-before those of the started thread.
/// - Actions before [Poller#wakeup] happen-before the return of the [Poller#poll] that it ends.
package dev.wakeful.env;
