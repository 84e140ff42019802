/// Two things to fetch, in three ways of which one is a trap.
package dev.wakeful.examples.book;
