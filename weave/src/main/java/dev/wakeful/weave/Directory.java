package dev.wakeful.weave;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A directory of class files, woven in place.
///
/// Whoever reads a class file meanwhile sees the old one or the new one, and its frame classes
/// before it: each file is written under another name and moved, a class after its frames. A file
/// is written only when its bytes change, so build tools that look at times see no change in a
/// directory that was woven before. Frames of bodies that are gone are deleted.
///
/// Classes are taken in the order of their names, so findings come in the same order on every
/// machine.
final class Directory {
  private Directory() {}

  /// What was done.
  ///
  /// @param woven how many classes were replaced
  /// @param removed how many frame classes were deleted
  /// @param findings in the order of class names
  record Report(int woven, int removed, List<Finding> findings) {

    /// Whether there is an error.
    boolean failed() {
      return findings.stream().anyMatch(each -> each.severity() == Finding.Severity.ERROR);
    }
  }

  /// Weaves all classes below a directory. A class with an error is left as it is; the others are
  /// woven all the same.
  ///
  /// @param directory with class files in the directories of their packages
  static Report weave(Path directory) throws IOException {
    int woven = 0;
    List<Finding> findings = new ArrayList<>();
    for (Path file : classFiles(directory)) {
      byte[] bytes = Files.readAllBytes(file);
      if (!Weaver.concerns(bytes)) {
        continue;
      }
      Weaving weaving;
      try {
        weaving = Weaver.weave(bytes);
      } catch (IllegalArgumentException e) {
        findings.add(unreadable(directory, file, e));
        continue;
      }
      findings.addAll(weaving.findings());
      if (weaving.changed()) {
        for (Map.Entry<String, byte[]> frame : weaving.frames().entrySet()) {
          String name = frame.getKey().substring(frame.getKey().lastIndexOf('/') + 1);
          write(file.resolveSibling(name + ".class"), frame.getValue());
        }
        write(file, weaving.classFile());
        woven++;
      }
    }
    return new Report(woven, removeStale(directory), findings);
  }

  /// Every class file below a directory, by name.
  static List<Path> classFiles(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(each -> each.toString().endsWith(".class")).sorted().toList();
    }
  }

  /// What to say of a file that is no class file, or one of a newer Java.
  static Finding unreadable(Path directory, Path file, IllegalArgumentException why) {
    return new Finding(
        Finding.Severity.ERROR,
        "",
        "",
        directory.relativize(file).toString(),
        0,
        "this class file can't be read by Java "
            + Runtime.version().feature()
            + " ("
            + why.getMessage()
            + "); weave with the JDK that compiled it, or a newer one");
  }

  private static int removeStale(Path directory) throws IOException {
    int removed = 0;
    for (Path file : classFiles(directory)) {
      if (DirectoryFrames.isStale(file)) {
        Files.delete(file);
        removed++;
      }
    }
    return removed;
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), bytes)) {
      return;
    }
    // not ending in .class: whoever lists the directory now must not take it for one
    Path fresh = file.resolveSibling(file.getFileName() + ".weaving");
    try {
      Files.write(fresh, bytes);
      try {
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
