/// Lazy values that are polled: [Future] and its combinators, one file each.
package dev.wakeful.future;
