package dev.wakeful.weave.shapes;

import dev.wakeful.weave.kit.ClassFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/// The code of a class and its frames, to read.
final class Dump {
  private Dump() {}

  /// Writes it, unless it is there already.
  ///
  /// @param classes to find the class in
  /// @param owner the name of the class
  /// @param to the file to write; the class files go beside it
  /// @return the file
  static Path write(ClassFiles classes, String owner, Path to) {
    try {
      if (!Files.exists(to)) {
        Files.createDirectories(to.getParent());
        List<String> arguments = new ArrayList<>(List.of("-c", "-p", "-v"));
        for (String name : classes.byName().keySet()) {
          if (name.equals(owner) || name.startsWith(owner + "$async$")) {
            Path file = to.resolveSibling(name + ".class");
            Files.write(file, classes.byName().get(name));
            arguments.add(file.toString());
          }
        }
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text);
        ToolProvider.findFirst("javap")
            .orElseThrow()
            .run(writer, writer, arguments.toArray(String[]::new));
        Files.writeString(to, text.toString());
      }
      return to;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
