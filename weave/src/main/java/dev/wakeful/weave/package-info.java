/// The weaver: class file in, class files out, in five stages: find, analyse, split, emit, check.
package dev.wakeful.weave;
