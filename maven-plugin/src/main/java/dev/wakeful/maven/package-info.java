/// The goals of the Maven plugin: weave class directories, and verify that all of it is woven.
///
/// Maven may run on an older Java than the weaver needs, so this package runs on 17 and starts the
/// weaver in a virtual machine of its own.
@NullMarked
package dev.wakeful.maven;

import org.jspecify.annotations.NullMarked;
