/// See inside a runtime: metrics, events of the flight recorder, task dumps.
package dev.wakeful.observe;
