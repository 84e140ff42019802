/// TCP sockets as futures and streams.
package dev.wakeful.net;
