/// Bytes that come and go: [AsyncRead], [AsyncWrite] and what can be done with any of them.
package dev.wakeful.io;
