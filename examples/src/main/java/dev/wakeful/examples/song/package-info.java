/// `await` and `join`: what waits for what, and what goes on meanwhile.
package dev.wakeful.examples.song;
