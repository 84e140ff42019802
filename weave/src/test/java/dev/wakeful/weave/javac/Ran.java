package dev.wakeful.weave.javac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.async.AsyncFrame;
import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import dev.wakeful.task.Slots;
import dev.wakeful.task.Waker;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What comes of a class that was compiled.
///
/// @param woven whether its body is a state machine
/// @param value what the future gave
record Ran(boolean woven, @Nullable Object value) {

  /// Loads a class from a directory and polls the future its static method `make` returns.
  static Ran of(Path directory, String name) throws Exception {
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {directory.toUri().toURL()}, Ran.class.getClassLoader())) {
      return of(loader, name);
    }
  }

  /// The same from a class loader.
  static Ran of(ClassLoader loader, String name) throws Exception {
    var make = loader.loadClass(name).getDeclaredMethod("make");
    make.setAccessible(true);
    Future<?> future = (Future<?>) make.invoke(null);
    assertThat(future).isInstanceOf(AsyncFrame.class);
    boolean woven = future.getClass().getName().startsWith(name);
    Object value = future.pollRaw(Context.of(Waker.noop(), Slots.none()));
    assertThat(value).isNotSameAs(RawPoll.PENDING);
    return new Ran(woven, value);
  }

  /// The class files below a directory, with slashes.
  static List<String> classes(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .map(each -> directory.relativize(each).toString().replace('\\', '/'))
          .filter(each -> each.endsWith(".class"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
