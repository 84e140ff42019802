package dev.wakeful.weave;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Stage five, *check*: what was written, read by the verifier of the JDK.
///
/// Without a class hierarchy: every class is taken for an interface, to which anything may be
/// assigned. What remains is whatever a weaver can get wrong: heights of stacks, kinds of values,
/// frames that do not fit.
final class Verification {
  private static final ClassFile FORMAT =
      ClassFile.of(
          ClassFile.ClassHierarchyResolverOption.of(
              any -> ClassHierarchyResolver.ClassHierarchyInfo.ofInterface()));

  private Verification() {}

  /// What is wrong, or null when nothing is.
  static @Nullable String of(List<byte[]> classes) {
    String complaints =
        classes.stream()
            .flatMap(each -> FORMAT.verify(each).stream())
            .map(VerifyError::getMessage)
            .collect(Collectors.joining("; "));
    return complaints.isEmpty() ? null : complaints;
  }
}
