/// The scheduler under everything at once, with every token counted.
@NullMarked
package dev.wakeful.soak;

import org.jspecify.annotations.NullMarked;
