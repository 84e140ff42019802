/// The rules of the house, as tests: ports, layers, sources, locks.
///
/// All of it is test code: a rule is run once per build against what the other modules compiled to,
/// nobody calls it from a program, and a broken rule must look like any other failed test. The
/// readers ([House], [Code], [SourceText]) know where things are; each check is a function from
/// what they read to a list of sentences, and an empty list is the rule kept. A check takes its
/// input as an argument, so that its test can hand it planted violations: every rule is shown to
/// fail before it is believed.
@org.jspecify.annotations.NullMarked
package dev.wakeful.checks;
