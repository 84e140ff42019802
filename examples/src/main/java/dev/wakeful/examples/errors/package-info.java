/// Failures in code with `await`: exceptions, as ever.
package dev.wakeful.examples.errors;
