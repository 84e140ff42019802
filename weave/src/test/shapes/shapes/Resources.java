package shapes;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;

import dev.wakeful.future.Future;
import dev.wakeful.weave.kit.World;
import dev.wakeful.weave.kit.World.Resource;
import java.io.IOException;

/// try-with-resources.
final class Resources {
  private Resources() {}

  static Future<?> awaitInBody(World w) {
    return async(() -> {
      try (Resource a = w.open("a")) {
        return a.name() + await(w.value(1));
      }
    });
  }

  static Future<?> awaitInInit(World w) {
    return async(() -> {
      try (Resource a = await(w.value(w.open("a")));
          Resource b = w.open(await(w.value("b")))) {
        return a.name() + b.name();
      }
    });
  }

  static Future<?> three(World w) {
    return async(() -> {
      try (var a = w.open("a");
          var b = await(w.value(w.open("b")));
          var c = w.open("c" + await(w.value(1)))) {
        w.log("in ", await(w.value(2)));
        return a + "" + b + c;
      }
    });
  }

  static Future<?> failingBody(World w) {
    return async(() -> {
      try (var a = w.open("a")) {
        return await(w.fail(new IOException("body")));
      }
    });
  }

  static Future<?> failingBodyAndClose(World w) {
    return async(() -> {
      try (var a = w.open("a", new IOException("close a"));
          var b = w.open("b", new IllegalStateException("close b"))) {
        return await(w.fail(new IOException("body")));
      }
    });
  }

  static Future<?> failingClose(World w) {
    return async(() -> {
      try (var a = w.open("a", new IOException("close"))) {
        return await(w.value("lost"));
      }
    });
  }

  static Future<?> failingInit(World w) {
    return async(() -> {
      try (var a = w.open("a");
          Resource b = await(w.fail(new IOException("init")))) {
        return await(w.value("never"));
      }
    });
  }

  static Future<?> errorAtClose(World w) {
    return async(() -> {
      try (var a = w.open("a", new LinkageError("close"))) {
        return await(w.fail(new IOException("body")));
      } catch (IOException e) {
        return await(w.value("caught ")) + e.getSuppressed()[0].getMessage();
      }
    });
  }

  static Future<?> catchAndFinally(World w) {
    return async(() -> {
      String s = "";
      try (var a = w.open("a", new IOException("close"))) {
        s += await(w.<String>fail(new IllegalStateException("body")));
      } catch (IllegalStateException e) {
        s += await(w.value("caught")) + e.getSuppressed().length;
      } finally {
        s += await(w.value("finally"));
      }
      return s;
    });
  }

  static Future<?> nullResource(World w) {
    return async(() -> {
      try (Resource a = await(w.<Resource>value(null));
          var b = w.open("b")) {
        return a + await(w.value("x"));
      }
    });
  }

  static Future<?> variableAsResource(World w) {
    return async(() -> {
      final Resource a = w.open("a");
      Resource b = await(w.value(w.open("b")));
      try (a;
          b) {
        await(w.value(0));
      }
      return "end";
    });
  }

  static Future<?> inLoop(World w) {
    return async(() -> {
      String s = "";
      for (int i = 0; i < 4; i++) {
        try (var a = w.open("a" + i)) {
          if (await(w.value(i)) == 1) {
            continue;
          }
          if (i == 3) {
            break;
          }
          s += await(w.value(a.name()));
        }
      }
      return s;
    });
  }

  static Future<?> nested(World w) {
    return async(() -> {
      try (var a = w.open("a")) {
        await(w.value(1));
        try (var b = w.open("b", new IOException("b"))) {
          await(w.value(2));
          try (var c = w.open("c")) {
            await(w.value(3));
          }
        } catch (IOException e) {
          w.log("caught ", e.getMessage(), await(w.value(4)));
        }
        return await(w.value("end"));
      }
    });
  }

  static Future<?> lambdaResource(World w) {
    return async(() -> {
      String name = await(w.value("n"));
      try (AutoCloseable c = () -> w.log("closing ", name)) {
        await(w.value(c == null));
      }
      return name;
    });
  }

  static Future<?> closeStartsABodyInFinally(World w) {
    return async(() -> {
      Resource a = w.open("a");
      try {
        return await(w.value("v"));
      } finally {
        await(closeLater(w, a));
      }
    });
  }

  private static Future<Void> closeLater(World w, Resource a) {
    return async(() -> {
      await(w.value("flush"));
      a.close();
      await(w.value("flushed"));
    });
  }

  static Future<?> suppressedTwice(World w) {
    return async(() -> {
      try (var a = w.open("a", new IOException("close a"))) {
        try (var b = w.open("b", new IOException("close b"))) {
          await(w.value(1));
          throw new IllegalStateException(await(w.value("body")));
        }
      }
    });
  }
}
