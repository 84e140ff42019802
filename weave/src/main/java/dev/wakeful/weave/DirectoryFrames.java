package dev.wakeful.weave;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which frame classes belong to which class, as the files themselves say: a woven class names its
/// frames in its constant pool, and nobody else does.
final class DirectoryFrames {
  private static final String BASE = "dev/wakeful/async/AsyncFrame";
  private static final Pattern NAME = Pattern.compile("(.+)\\$async\\$\\d+(?:\\.class)?");

  private DirectoryFrames() {}

  /// The internal names of the frames a class uses, in order.
  static Set<String> of(ClassModel owner) {
    String prefix = owner.thisClass().asInternalName();
    Set<String> names = new TreeSet<>();
    for (PoolEntry entry : owner.constantPool()) {
      if (entry instanceof ClassEntry other) {
        Matcher name = NAME.matcher(other.asInternalName());
        if (name.matches() && name.group(1).equals(prefix)) {
          names.add(other.asInternalName());
        }
      }
    }
    return names;
  }

  /// Whether the file is a frame of a class that is gone or has no such body any more.
  static boolean isStale(Path file) throws IOException {
    Matcher name = NAME.matcher(file.getFileName().toString());
    if (!name.matches()) {
      return false;
    }
    ClassModel frame = ClassFile.of().parse(Files.readAllBytes(file));
    boolean isFrame =
        frame.superclass().map(base -> base.asInternalName().equals(BASE)).orElse(false);
    if (!isFrame) {
      return false; // somebody's own class has such a name
    }
    Path owner = file.resolveSibling(name.group(1) + ".class");
    return !Files.exists(owner)
        || !of(ClassFile.of().parse(Files.readAllBytes(owner)))
            .contains(frame.thisClass().asInternalName());
  }
}
