/// Whether: readiness of sockets, told to futures.
package dev.wakeful.reactor;
