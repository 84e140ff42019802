/// Many tasks that one owner joins, and a value that goes with each of them.
package dev.wakeful.examples.requests;
