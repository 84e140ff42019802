package dev.wakeful.task;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Bound to the thread that made it: other threads must not use it, not even one after the other.
///
/// On a type: every value of it, and of its subtypes. On a method: what it returns. On a variable:
/// what it holds.
///
/// The compiler plugin warns when such a value is alive across an `await` of a body that several
/// threads poll, which is one that is given to a parameter marked [AnyThread]: after the await the
/// body may go on on another thread. The way out is to use the value up before the `await`, to make
/// it anew after it, or to run the body on a current-thread runtime.
///
/// What Rust says by leaving out `Send`; here it is opt-in, for in Java nearly everything may move.
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER, ElementType.LOCAL_VARIABLE})
public @interface NotShareable {}
