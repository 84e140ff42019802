/// Executor, timers and reactor joined into one runtime.
package dev.wakeful.runtime;
