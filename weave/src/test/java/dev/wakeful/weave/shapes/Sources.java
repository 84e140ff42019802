package dev.wakeful.weave.shapes;

import dev.wakeful.weave.kit.Compilers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The sources of the shapes: those written by hand in `src/test/shapes`, and the large ones.
final class Sources {
  /// Where they are.
  static final Path DIRECTORY = Path.of("src", "test", "shapes");

  private Sources() {}

  /// All source files.
  static List<Path> all() {
    List<Path> all = new ArrayList<>(Compilers.sources(DIRECTORY));
    try {
      Path generated = Files.createDirectories(Path.of("target", "shapes", "generated"));
      Path large = generated.resolve("Large.java");
      Files.writeString(large, Large.source());
      all.add(large);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }
}
