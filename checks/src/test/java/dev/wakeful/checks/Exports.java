package dev.wakeful.checks;

import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.ModuleExportInfo;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What a module shows: read from its descriptor, which ArchUnit does not look at.
final class Exports {
  private Exports() {}

  /// Public types of a module's classes in packages that its module does not export.
  static List<String> hidden(Path classes) throws IOException {
    Path descriptor = classes.resolve("module-info.class");
    if (!Files.exists(descriptor)) {
      return List.of(classes + " has no module-info.class");
    }
    List<String> exported =
        ClassFile.of()
            .parse(descriptor)
            .findAttribute(Attributes.module())
            .orElseThrow()
            .exports()
            .stream()
            .filter(export -> export.exportsTo().isEmpty())
            .map(Exports::packageName)
            .toList();
    List<String> hidden = new ArrayList<>();
    Code.in(List.of(classes))
        .classes()
        .forEach((type, model) -> {
          boolean open = model.flags().has(AccessFlag.PUBLIC) && !type.contains("$");
          if (open && !exported.contains(Code.packageOf(type))) {
            hidden.add(type + " is public in a package that is not exported");
          }
        });
    return hidden;
  }

  private static String packageName(ModuleExportInfo export) {
    return export.exportedPackage().name().stringValue().replace('/', '.');
  }
}
