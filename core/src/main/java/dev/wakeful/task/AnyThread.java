package dev.wakeful.task;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The future, body or function given here may be polled by any thread, each time by another one.
///
/// On a parameter: what `spawn` of a runtime takes. One thread polls at a time, and each poll
/// happens-before the next; but whatever is tied to one thread (a [NotShareable] value, a held
/// `Lock`, a `ThreadLocal`) is not there after an `await`. The compiler plugin warns of such values
/// in an async body that is given to such a parameter.
///
/// A `spawn` that serves both kinds of runtimes is marked, too: the caller can't know that there is
/// one thread only. What Rust says by `F: Send`.
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.PARAMETER)
public @interface AnyThread {}
