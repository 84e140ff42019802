package dev.wakeful.weave.kit;

import dev.wakeful.weave.Weaver;
import dev.wakeful.weave.Weaving;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Class files in memory, by the names of the classes, with dots.
///
/// @param byName in order of names
public record ClassFiles(Map<String, byte[]> byName) {

  /// All class files below a directory.
  ///
  /// @param directory with directories for packages
  public static ClassFiles read(Path directory) {
    Map<String, byte[]> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
        String path = directory.relativize(file).toString().replace('\\', '/');
        String name = path.substring(0, path.length() - ".class".length()).replace('/', '.');
        found.put(name, Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ClassFiles(found);
  }

  /// Writes them all below a directory.
  ///
  /// @param directory made when it is not there
  public void write(Path directory) {
    try {
      for (Map.Entry<String, byte[]> each : byName.entrySet()) {
        Path file = directory.resolve(each.getKey().replace('.', '/') + ".class");
        Files.createDirectories(file.getParent());
        Files.write(file, each.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// These classes woven, and their frames.
  ///
  /// @throws AssertionError when the weaver finds an error
  public ClassFiles woven() {
    Map<String, byte[]> woven = new TreeMap<>();
    byName.forEach((name, bytes) -> {
      Weaving weaving = Weaver.weave(bytes);
      if (weaving.failed()) {
        throw new AssertionError(name + " was not woven: " + weaving.findings());
      }
      woven.put(name, weaving.classFile());
      weaving.frames().forEach((internal, frame) -> woven.put(internal.replace('/', '.'), frame));
    });
    return new ClassFiles(woven);
  }

  /// A loader of its own for these classes, with assertions enabled, beside the tests.
  public ClassLoader load() {
    return new Loader(byName);
  }

  /// The names of classes whose bytes differ, or that only one of the two has.
  ///
  /// @param other the other ones
  public List<String> differences(ClassFiles other) {
    Map<String, byte[]> all = new TreeMap<>(byName);
    all.putAll(other.byName);
    return all.keySet().stream()
        .filter(name -> !Arrays.equals(byName.get(name), other.byName.get(name)))
        .toList();
  }

  /// Defines classes from memory.
  private static final class Loader extends ClassLoader {
    private final Map<String, byte[]> classes;

    Loader(Map<String, byte[]> classes) {
      super(ClassFiles.class.getClassLoader());
      this.classes = classes;
      setDefaultAssertionStatus(true);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = classes.get(name);
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
