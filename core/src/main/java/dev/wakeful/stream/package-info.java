/// Values one after the other: [Stream], which is polled, and [Sink], which takes them.
package dev.wakeful.stream;
