/// Two futures of which only the first to finish counts.
package dev.wakeful.examples.race;
