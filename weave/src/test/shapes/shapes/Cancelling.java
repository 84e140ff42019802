package shapes;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;

import dev.wakeful.future.Future;
import dev.wakeful.task.Cancelled;
import dev.wakeful.weave.kit.World;
import java.io.IOException;

/// Bodies that notice when they are cancelled.
final class Cancelling {
  private Cancelling() {}

  static Future<?> catchException(World w) {
    return async(() -> {
      try {
        return await(w.value(1)) + await(w.value(2));
      } catch (Exception e) {
        return "must not see it";
      } finally {
        w.log("finally");
      }
    });
  }

  static Future<?> catchThrowableAndRethrow(World w) {
    return async(() -> {
      try {
        return await(w.value(1)) + await(w.value(2));
      } catch (Throwable t) {
        w.log("saw ", t.getClass().getName());
        throw t;
      }
    });
  }

  static Future<?> swallow(World w) {
    return async(() -> {
      try {
        await(w.value(1));
      } catch (Cancelled c) {
        w.log("swallowed");
      }
      return "value nobody gets";
    });
  }

  static Future<?> swallowAndAwait(World w) {
    return async(() -> {
      for (int i = 0; i < 3; i++) {
        try {
          await(w.value(i));
        } catch (Cancelled c) {
          w.log("swallowed ", i);
        }
      }
      return "end";
    });
  }

  static Future<?> swallowForEver(World w) {
    return async(() -> {
      for (int i = 0; i < 500; i++) {
        try {
          await(w.value(i));
          if (i == 3) {
            return "end";
          }
        } catch (Throwable t) {
          i = 10;
        }
      }
      return "patience";
    });
  }

  static Future<?> awaitInFinally(World w) {
    return async(() -> {
      try {
        return await(w.value(1));
      } finally {
        w.log("1");
        await(w.value("clean"));
        w.log("2");
        await(w.value("up"));
        w.log("3");
      }
    });
  }

  static Future<?> nestedFinallies(World w) {
    return async(() -> {
      try {
        try {
          try {
            return await(w.value(1));
          } finally {
            w.log("inner ", await(w.value("a")));
          }
        } finally {
          w.log("middle ", await(w.value("b")));
        }
      } finally {
        w.log("outer ", await(w.value("c")));
      }
    });
  }

  static Future<?> failureInCleanUp(World w) {
    return async(() -> {
      try (var a = w.open("a", new IOException("close a"));
          var b = w.open("b", new IllegalStateException("close b"))) {
        return await(w.value(1)) + await(w.value(2));
      }
    });
  }

  static Future<?> failureInFinally(World w) {
    return async(() -> {
      try {
        return await(w.value(1)) + await(w.value(2));
      } finally {
        w.log("f");
        if (await(w.value(true))) {
          throw new IOException("clean-up");
        }
      }
    });
  }

  static Future<?> innerFirst(World w) {
    return async(() -> {
      try {
        return await(inner(w, 3));
      } finally {
        w.log("outermost");
      }
    });
  }

  private static Future<Integer> inner(World w, int n) {
    return async(() -> {
      try (var r = w.open("r" + n)) {
        return n == 0 ? await(w.value(0)) : await(inner(w, n - 1)) + 1;
      } finally {
        w.log("finally ", n);
      }
    });
  }

  static Future<?> innerCleanUpAwaits(World w) {
    return async(() -> {
      try {
        return await(slowly(w, "inner"));
      } finally {
        await(slowly(w, "outer finally"));
      }
    });
  }

  private static Future<String> slowly(World w, String name) {
    return async(() -> {
      try {
        return await(w.value(name));
      } finally {
        w.log("cleaning ", name);
        await(w.value(1));
        w.log("cleaned ", name);
      }
    });
  }

  static Future<?> lingeringChild(World w) {
    return async(() -> {
      try {
        return await(w.lingering("l")) + await(w.value(1));
      } finally {
        w.log("f ", await(w.lingering("m")));
      }
    });
  }

  static Future<?> cancelledChildFuture(World w) {
    return async(() -> {
      try {
        return await(w.fail(new Cancelled("from below")));
      } catch (Exception e) {
        return "no";
      } finally {
        w.log("finally ", await(w.value(1)));
      }
    });
  }

  static Future<?> returnInFinallyWhileCancelled(World w) {
    return async(() -> {
      try {
        await(w.value(1));
      } finally {
        return await(w.value("overrides the cancellation"));
      }
    });
  }

  static Future<?> loopInFinally(World w) {
    return async(() -> {
      try {
        return await(w.value("v"));
      } finally {
        for (int i = 0; i < 3; i++) {
          w.log("step ", await(w.value(i)));
        }
      }
    });
  }

  static Future<?> cleanUpOfTwoBranches(World w) {
    return async(
            () -> {
              try {
                return await(w.value(1)) + await(w.value(2));
              } finally {
                w.log("left ", await(w.value("l")));
              }
            })
        .join(
            async(() -> {
              try (var r = w.open("right")) {
                return await(w.value(3)) + await(w.value(4));
              }
            }));
  }

  static Future<?> cancelChildByHand(World w) {
    return async(() -> {
      Future<Integer> child =
          async(() -> {
            try {
              return await(w.value(1));
            } finally {
              w.log("child is cleaned ", await(w.value("c")));
            }
          });
      String won = await(child.map(x -> "child" + x).race(w.value("other")));
      return won + await(w.value("!"));
    });
  }

  static Future<?> timeoutLikeRace(World w) {
    return async(() -> {
      for (int i = 0; i < 3; i++) {
        int n = i;
        Future<String> work =
            async(() -> {
              try (var r = w.open("work" + n)) {
                return "work" + await(w.value(n)) + await(w.value(n));
              }
            });
        w.log(await(work.race(async(() -> "time" + await(w.value(0))))));
      }
    });
  }

  static Future<?> cancelWithinBody(World w) {
    return async(() -> {
      Future<Integer> child =
          async(() -> {
            try {
              await(w.value(0));
              return await(w.value(1));
            } finally {
              w.log("clean");
            }
          });
      var started = child.join(w.value("j"));
      await(w.value("before"));
      started.cancel();
      return await(w.value("after"));
    });
  }
}
