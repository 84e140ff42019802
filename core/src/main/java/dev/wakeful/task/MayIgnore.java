package dev.wakeful.task;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A future that may be dropped without awaiting it, because its work goes on by itself.
///
/// On a type: every future of it and of its subtypes. On a method: what it returns. Futures are
/// lazy, so one that is made and never awaited does nothing at all; the compiler plugin warns of a
/// future whose value is thrown away, unless it is marked. What Rust says by *not* writing
/// `#[must_use]`.
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface MayIgnore {}
