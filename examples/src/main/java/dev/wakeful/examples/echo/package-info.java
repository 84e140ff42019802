/// A server in thirty lines.
package dev.wakeful.examples.echo;
