package dev.wakeful.weave.shapes;

import dev.wakeful.weave.Main;
import dev.wakeful.weave.Weaver;
import dev.wakeful.weave.kit.ClassFiles;
import dev.wakeful.weave.kit.Compilers;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// A way from the sources of the shapes to classes.
enum Form {
  /// javac, and nothing else: the bodies run on virtual threads.
  UNWOVEN {
    @Override
    ClassFiles make(List<Path> sources, Path out) {
      Compilers.javac(sources, out, "-g", "-proc:none");
      return ClassFiles.read(out);
    }
  },
  /// javac with the plugin and the processor.
  PLUGIN {
    @Override
    ClassFiles make(List<Path> sources, Path out) {
      String weaver = Compilers.home(Weaver.class) + File.pathSeparator + Compilers.classPath();
      Compilers.javac(sources, out, "-g", "-processorpath", weaver);
      return ClassFiles.read(out);
    }
  },
  /// The weaver over classes with all debug tables.
  DEBUG {
    @Override
    ClassFiles make(List<Path> sources, Path out) {
      return Form.UNWOVEN.classes().woven();
    }
  },
  /// The weaver over classes without any.
  NO_DEBUG {
    @Override
    ClassFiles make(List<Path> sources, Path out) {
      Compilers.javac(sources, out, "-g:none", "-proc:none");
      return ClassFiles.read(out).woven();
    }
  },
  /// The weaver over what javac writes by default, with the names of parameters.
  PARAMETERS {
    @Override
    ClassFiles make(List<Path> sources, Path out) {
      Compilers.javac(sources, out, "-parameters", "-proc:none");
      return ClassFiles.read(out).woven();
    }
  },
  /// The other compiler, and the command that weaves a directory in place.
  ECJ {
    @Override
    ClassFiles make(List<Path> sources, Path out) {
      Compilers.ecj(sources, out, "-g");
      try {
        Process command =
            new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Main.class.getName(),
                    out.toString())
                .inheritIO()
                .start();
        if (command.waitFor() != 0) {
          throw new AssertionError("the command failed with " + command.exitValue());
        }
      } catch (IOException | InterruptedException e) {
        throw new AssertionError("the command could not be run", e);
      }
      return ClassFiles.read(out);
    }
  };

  /// All but [#UNWOVEN].
  static Stream<Form> woven() {
    return Stream.of(values()).filter(each -> each != UNWOVEN);
  }

  private static final Map<Form, ClassFiles> MADE = new EnumMap<>(Form.class);

  abstract ClassFiles make(List<Path> sources, Path out);

  /// The classes of all shapes, made once.
  synchronized ClassFiles classes() {
    ClassFiles made = MADE.get(this);
    if (made == null) {
      Path out = emptied(directory());
      made = make(Sources.all(), out);
      made.write(out);
      MADE.put(this, made);
    }
    return made;
  }

  /// Where they are, once made.
  Path directory() {
    return Path.of("target", "shapes", name().toLowerCase(Locale.ROOT));
  }

  private static Path emptied(Path directory) {
    try {
      if (Files.exists(directory)) {
        try (Stream<Path> old = Files.walk(directory)) {
          for (Path each : old.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(each);
          }
        }
      }
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
