package dev.wakeful.weave.javac;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.FileObject;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/// Where the class files of one compilation go, and how to read one back.
///
/// The processor's `Filer` knows: with `-d` and without, in modules, in the file managers of other
/// tools. What is written names the class it belongs to, so a build tool that compiles
/// incrementally removes it with that class.
final class ClassOutput {
  /// How much older than the compilation a file may look, for file systems with a coarse clock.
  private static final long GRAIN_MILLIS = 2_000;

  private final Filer filer;
  private final Elements elements;

  /// Whether this is javac's own `Filer`. Others may take reading for a dependency on everything.
  private final boolean plain;

  private final long begin;
  private boolean severalModules = true;

  ClassOutput(ProcessingEnvironment environment, Elements elements) {
    this.filer = environment.getFiler();
    this.elements = elements;
    this.plain =
        environment
            .getClass()
            .getName()
            .equals("com.sun.tools.javac.processing.JavacProcessingEnvironment");
    this.begin = System.currentTimeMillis() - GRAIN_MILLIS;
  }

  /// One class that javac has written.
  ///
  /// @param type the class
  /// @param bytes its class file
  /// @param file where it is
  @SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
  record Written(TypeElement type, byte[] bytes, FileObject file) {}

  /// Reads what javac has just written, or null when it is out of reach.
  ///
  /// @param type the class
  @Nullable Written read(TypeElement type) throws IOException {
    String name = simpleName(elements.getBinaryName(type).toString());
    byte[] inMemory = plain ? readInMemory(type, name) : null;
    FileObject file = create(type, name);
    if (inMemory != null) {
      return new Written(type, inMemory, file);
    }
    Path path = path(file);
    if (path == null || !Files.exists(path) || Files.getLastModifiedTime(path).toMillis() < begin) {
      return null;
    }
    return new Written(type, Files.readAllBytes(path), file);
  }

  private byte @Nullable [] readInMemory(TypeElement type, String name) {
    try {
      FileObject file =
          inItsPackage(
              type,
              place -> filer.getResource(StandardLocation.CLASS_OUTPUT, place, name + ".class"));
      if (path(file) != null) {
        return null;
      }
      try (InputStream in = file.openInputStream()) {
        return in.readAllBytes();
      }
    } catch (IOException | RuntimeException writeOnly) {
      return null; // file managers of other people fail as they like
    }
  }

  /// Replaces the class.
  void replace(Written written, byte[] bytes) throws IOException {
    write(written.file(), bytes);
  }

  /// Adds a class beside another one.
  ///
  /// @param beside the class it belongs to
  /// @param internalName its name, with slashes
  /// @param bytes its class file
  void add(Written beside, String internalName, byte[] bytes) throws IOException {
    write(create(beside.type(), simpleName(internalName.replace('/', '.'))), bytes);
  }

  private FileObject create(TypeElement type, String name) throws IOException {
    return inItsPackage(
        type,
        place -> filer.createResource(StandardLocation.CLASS_OUTPUT, place, name + ".class", type));
  }

  /// Something that a `Filer` does in a package.
  @FunctionalInterface
  private interface InPackage {
    FileObject go(String place) throws IOException;
  }

  /// Asks for a file in the package of a class. A `Filer` wants the module named when javac
  /// compiles several of them, and refuses to have it named otherwise (`FilerException`: "Module
  /// specified but the location is neither ..."). Nothing else tells which it is.
  private FileObject inItsPackage(TypeElement type, InPackage ask) throws IOException {
    String name = elements.getPackageOf(type).getQualifiedName().toString();
    ModuleElement module = elements.getModuleOf(type);
    if (severalModules && module != null && !module.isUnnamed()) {
      try {
        return ask.go(module.getQualifiedName() + "/" + name);
      } catch (FilerException refused) {
        FileObject file = ask.go(name); // throws when it was refused for another reason
        severalModules = false;
        return file;
      }
    }
    return ask.go(name);
  }

  private static String simpleName(String binaryName) {
    return binaryName.substring(binaryName.lastIndexOf('.') + 1);
  }

  private static void write(FileObject file, byte[] bytes) throws IOException {
    Path path = path(file);
    if (path != null) {
      Files.write(path, bytes);
      return;
    }
    try (OutputStream out = file.openOutputStream()) {
      out.write(bytes);
    }
  }

  private static @Nullable Path path(FileObject file) {
    try {
      return Path.of(file.toUri());
    } catch (IllegalArgumentException | FileSystemNotFoundException elsewhere) {
      return null;
    }
  }
}
