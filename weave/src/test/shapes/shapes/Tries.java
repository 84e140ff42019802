package shapes;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;

import dev.wakeful.future.Future;
import dev.wakeful.weave.kit.World;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/// try, catch and finally, with awaits in each part.
final class Tries {
  private Tries() {}

  static Future<?> caught(World w) {
    return async(() -> {
      try {
        return "value " + await(w.fail(new IOException("io")));
      } catch (IOException e) {
        return "caught " + e.getMessage();
      }
    });
  }

  static Future<?> uncaught(World w) {
    return async(() -> {
      try {
        return await(w.fail(new TimeoutException("slow")));
      } catch (IOException e) {
        return "caught " + e.getMessage();
      }
    });
  }

  static Future<?> awaitInCatch(World w) {
    return async(() -> {
      try {
        throw new IOException("io");
      } catch (IOException e) {
        return await(w.value("a")) + e.getMessage() + await(w.value("b"));
      }
    });
  }

  static Future<?> awaitEverywhere(World w) {
    return async(() -> {
      String s = await(w.value("0"));
      try {
        s += await(w.value("1"));
        s += await(w.<String>fail(new IOException("2")));
      } catch (IOException e) {
        s += await(w.value("3")) + e.getMessage();
      } finally {
        s += await(w.value("4"));
        w.log("finally ", s);
      }
      return s + await(w.value("5"));
    });
  }

  static Future<?> multiCatch(World w) {
    return async(() -> {
      String s = "";
      for (Exception e :
          new Exception[] {
            new IOException("a"), new IllegalStateException("b"), new TimeoutException("c")
          }) {
        try {
          await(w.fail(e));
        } catch (IOException | IllegalStateException x) {
          s += await(w.value("io ")) + x.getMessage();
        } catch (Exception x) {
          s += await(w.value("other ")) + x.getMessage();
        }
      }
      return s;
    });
  }

  static Future<?> orderOfCatches(World w) {
    return async(() -> {
      String s = "";
      for (IOException e :
          new IOException[] {new FileNotFoundException("f"), new IOException("i")}) {
        try {
          await(w.fail(e));
        } catch (FileNotFoundException x) {
          s += "not found" + await(w.value(1));
        } catch (IOException x) {
          s += "io" + await(w.value(2));
        }
      }
      return s;
    });
  }

  static Future<?> rethrow(World w) {
    return async(() -> {
      try {
        await(w.fail(new IOException("first")));
      } catch (IOException e) {
        await(w.value("before"));
        throw new IllegalStateException("second", e);
      }
      return "no";
    });
  }

  static Future<?> rethrowSame(World w) {
    return async(() -> {
      try {
        return await(w.fail(new IOException("same")));
      } catch (Exception e) {
        w.log("seen ", await(w.value(e.getMessage())));
        throw e;
      }
    });
  }

  static Future<?> failureInCatch(World w) {
    return async(() -> {
      try {
        await(w.fail(new IOException("first")));
      } catch (IOException e) {
        await(w.fail(new TimeoutException("second")));
      } finally {
        w.log("finally");
      }
      return "no";
    });
  }

  static Future<?> error(World w) {
    return async(() -> {
      try {
        await(w.fail(new StackOverflowError("deep")));
      } catch (Exception e) {
        w.log("exception");
      } catch (StackOverflowError e) {
        return await(w.value("error ")) + e.getMessage();
      }
      return "no";
    });
  }

  static Future<?> uncaughtError(World w) {
    return async(() -> {
      try {
        return await(w.fail(new LinkageError("link")));
      } finally {
        w.log(await(w.value("finally")));
      }
    });
  }

  static Future<?> finallyAfterValue(World w) {
    return async(() -> {
      try {
        return await(w.value("value"));
      } finally {
        w.log("finally ", await(w.value(1)));
      }
    });
  }

  static Future<?> finallyAfterFailure(World w) {
    return async(() -> {
      try {
        return await(w.fail(new IOException("x")));
      } finally {
        w.log("finally ", await(w.value(1)), await(w.value(2)));
      }
    });
  }

  static Future<?> finallyDoesNotChangeTheValue(World w) {
    return async(() -> {
      int x = await(w.value(1));
      try {
        return x;
      } finally {
        x = await(w.value(2));
        w.log("x ", x);
      }
    });
  }

  @SuppressWarnings("finally") // a shape of Java that nobody should write
  static Future<?> finallyReturns(World w) {
    return async(() -> {
      try {
        return await(w.value("value"));
      } finally {
        return await(w.value("overridden"));
      }
    });
  }

  @SuppressWarnings("finally") // a shape of Java that nobody should write
  static Future<?> finallyReturnsInsteadOfThrowing(World w) {
    return async(() -> {
      try {
        return await(w.fail(new IOException("lost")));
      } finally {
        if (await(w.value(true))) {
          return "instead";
        }
      }
    });
  }

  @SuppressWarnings("finally") // a shape of Java that nobody should write
  static Future<?> finallyThrows(World w) {
    return async(() -> {
      try {
        return await(w.fail(new IOException("lost")));
      } finally {
        await(w.value(0));
        throw new IllegalStateException("instead");
      }
    });
  }

  static Future<?> finallyFails(World w) {
    return async(() -> {
      try {
        return await(w.value("lost"));
      } finally {
        await(w.fail(new IOException("from finally")));
      }
    });
  }

  @SuppressWarnings("finally") // a shape of Java that nobody should write
  static Future<?> finallyBreaks(World w) {
    return async(() -> {
      int i = 0;
      while (true) {
        try {
          i += await(w.value(1));
          if (i > 2) {
            await(w.fail(new IOException("swallowed by break")));
          }
        } finally {
          if (await(w.value(i)) > 2) {
            break;
          }
        }
      }
      return i;
    });
  }

  @SuppressWarnings("finally") // a shape of Java that nobody should write
  static Future<?> finallyContinues(World w) {
    return async(() -> {
      int n = 0;
      for (int i = 0; i < 3; i++) {
        try {
          n += await(w.value(i));
          await(w.fail(new IOException("swallowed by continue")));
        } finally {
          await(w.value("f"));
          continue;
        }
      }
      return n;
    });
  }

  static Future<?> breakThroughFinally(World w) {
    return async(() -> {
      int n = 0;
      outer:
      for (int i = 0; i < 3; i++) {
        try {
          for (int j = 0; j < 3; j++) {
            try {
              n += await(w.value(1));
              if (j == 1) {
                continue outer;
              }
              if (i == 2) {
                break outer;
              }
            } finally {
              n += await(w.value(10));
            }
          }
        } finally {
          n += await(w.value(100));
        }
      }
      return n;
    });
  }

  static Future<?> returnThroughTwoFinallies(World w) {
    return async(() -> {
      try {
        try {
          return await(w.value("v"));
        } finally {
          w.log("inner ", await(w.value(1)));
        }
      } finally {
        w.log("outer ", await(w.value(2)));
      }
    });
  }

  static Future<?> returnWideThroughFinally(World w) {
    return async(() -> {
      long base = await(w.value(1L << 40));
      try {
        return base + await(w.value(2.5));
      } finally {
        base = -1;
        w.log("base ", base, await(w.value(1)));
      }
    });
  }

  static Future<?> nestedTries(World w) {
    return async(() -> {
      String s = "";
      try {
        try {
          try {
            await(w.fail(new IOException("a")));
          } finally {
            s += await(w.value("1"));
          }
        } catch (IOException e) {
          s += await(w.value("2"));
          throw new TimeoutException(s);
        } finally {
          s += await(w.value("3"));
        }
      } catch (TimeoutException e) {
        s += e.getMessage() + await(w.value("4"));
      } finally {
        s += await(w.value("5"));
      }
      return s;
    });
  }

  static Future<?> tryInCatchAndFinally(World w) {
    return async(() -> {
      String s = "";
      try {
        await(w.fail(new IOException("a")));
      } catch (IOException e) {
        try {
          await(w.fail(new IllegalStateException(e)));
        } catch (IllegalStateException x) {
          s += await(w.value("x"));
        }
      } finally {
        try {
          s += await(w.<String>fail(new TimeoutException("t")));
        } catch (TimeoutException t) {
          s += await(w.value("t"));
        } finally {
          s += await(w.value("f"));
        }
      }
      return s;
    });
  }

  static Future<?> tryInLoop(World w) {
    return async(() -> {
      int failures = 0;
      for (int i = 0; i < 4; i++) {
        try {
          if (i % 2 == 1) {
            await(w.fail(new IOException("odd " + i)));
          }
          await(w.value(i));
        } catch (IOException e) {
          failures += e.getMessage().length() + await(w.value(0));
        }
      }
      return failures;
    });
  }

  static Future<?> retry(World w) {
    return async(() -> {
      for (int attempt = 1; ; attempt++) {
        try {
          return await(attempt < 3 ? w.fail(new IOException("try " + attempt)) : w.value("ok"));
        } catch (IOException e) {
          if (attempt == 5) {
            throw e;
          }
          w.log("again after ", e.getMessage(), await(w.value(attempt)));
        }
      }
    });
  }

  static Future<?> assignedInTryUsedInFinally(World w) {
    return async(() -> {
      int step = 0;
      String last = null;
      try {
        step = 1;
        last = await(w.value("a"));
        step = 2;
        last += await(w.<String>fail(new IOException("x")));
        step = 3;
      } catch (IOException e) {
        step += 10;
      } finally {
        w.log("step ", step, " last ", last, await(w.value("f")));
      }
      return step + last;
    });
  }

  static Future<?> definiteAssignment(World w) {
    return async(() -> {
      final int x;
      boolean ok;
      try {
        x = await(w.value(3));
        ok = true;
      } finally {
        ok = await(w.value(false));
      }
      return x + (ok ? 1 : 0);
    });
  }

  static Future<?> wideLocalsInTry(World w) {
    return async(() -> {
      long a = 1;
      double b = 2;
      try {
        a += await(w.value(10L));
        b *= await(w.value(3.0));
        long c = a * await(w.value(2));
        await(w.fail(new IOException("c=" + c)));
      } catch (IOException e) {
        double d = b + await(w.value(0.5));
        return e.getMessage() + a + d;
      } finally {
        w.log("a ", a, " b ", b, await(w.value(1f)));
      }
      return null;
    });
  }

  static Future<?> stackBelowTryIsKept(World w) {
    return async(() ->
        w.note("a", 1)
            + switch (0) {
              default -> {
                try {
                  yield await(w.<Integer>fail(new IOException("x")));
                } catch (IOException e) {
                  yield await(w.value(20));
                } finally {
                  w.log("finally ", await(w.value("f")));
                }
              }
            });
  }

  static Future<?> throwAwaited(World w) {
    return async(() -> {
      throw await(w.value(new IOException("thrown")));
    });
  }

  static Future<?> throwNull(World w) {
    return async(() -> {
      throw await(w.<IOException>value(null));
    });
  }

  static Future<?> arithmeticInTry(World w) {
    return async(() -> {
      try {
        return 1 / await(w.value(0));
      } catch (ArithmeticException e) {
        return e.getMessage() + await(w.value("!"));
      }
    });
  }

  static Future<?> emptyTry(World w) {
    return async(() -> {
      try {
      } finally {
        w.log(await(w.value("f")));
      }
      try {
        await(w.value(1));
      } finally {
      }
      return "end";
    });
  }

  static Future<?> catchParameterReassigned(World w) {
    return async(() -> {
      try {
        return await(w.fail(new IOException("a")));
      } catch (Exception e) {
        e = new IllegalStateException(await(w.value("b")), e);
        await(w.value(0));
        throw e;
      }
    });
  }

  static Future<?> failedBodyAwaitedTwice(World w) {
    return async(() -> {
      Future<Object> inner = async(() -> await(w.fail(new IOException("once"))));
      try {
        await(inner);
      } catch (IOException e) {
        try {
          await(inner);
        } catch (IllegalStateException again) {
          return "over";
        }
      }
      return "no";
    });
  }
}
