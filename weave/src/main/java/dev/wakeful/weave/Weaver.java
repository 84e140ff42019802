package dev.wakeful.weave;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// Rewrites the async bodies of one class file to state machines.
///
/// A function of the bytes and nothing else: it reads no other class, and gives the same bytes for
/// the same bytes. A class that is woven already, or has nothing to weave, comes back as it is. Any
/// thread may use it.
public final class Weaver {
  private static final byte[] PACKAGE = "dev/wakeful/async/".getBytes(StandardCharsets.US_ASCII);

  private static final ClassFile FORMAT =
      ClassFile.of(
          ClassFile.StackMapsOption.DROP_STACK_MAPS,
          ClassFile.ShortJumpsOption.FAIL_ON_SHORT_JUMPS);

  private Weaver() {}

  /// Weaves one class.
  ///
  /// @param classFile what a compiler wrote
  /// @return what to use in its place
  public static Weaving weave(byte[] classFile) {
    if (!concerns(classFile)) {
      return unchanged(classFile, List.of());
    }
    ClassModel model = FORMAT.parse(classFile);
    Bodies bodies = new Bodies(model);
    if (bodies.findings().isEmpty()) {
      ClassWriter writer = new ClassWriter(FORMAT, model, bodies);
      writer.prepare();
      if (!bodies.all().isEmpty() && !hasErrors(bodies)) {
        return checked(classFile, writer.main(), writer.frames(), bodies);
      }
    }
    return unchanged(classFile, bodies.findings());
  }

  private static Weaving unchanged(byte[] classFile, List<Finding> findings) {
    return new Weaving(classFile, Map.of(), List.copyOf(findings));
  }

  private static boolean hasErrors(Bodies bodies) {
    return bodies.findings().stream().anyMatch(each -> each.severity() == Finding.Severity.ERROR);
  }

  private static Weaving checked(
      byte[] before, byte[] main, Map<String, byte[]> frames, Bodies bodies) {
    List<byte[]> all = new ArrayList<>(frames.values());
    all.addFirst(main);
    String complaint = Verification.of(all);
    if (complaint != null) {
      bodies.error(
          "the weaver wrote code that does not verify, which is a bug in it: " + complaint);
      return unchanged(before, bodies.findings());
    }
    return new Weaving(main, Collections.unmodifiableMap(frames), List.copyOf(bodies.findings()));
  }

  /// Whether the class file could have something to weave: a look at its bytes, much cheaper than
  /// [#weave].
  ///
  /// @param classFile what a compiler wrote
  public static boolean concerns(byte[] classFile) {
    for (int i = 0; i + PACKAGE.length <= classFile.length; i++) {
      int j = 0;
      while (j < PACKAGE.length && classFile[i + j] == PACKAGE[j]) {
        j++;
      }
      if (j == PACKAGE.length) {
        return true;
      }
    }
    return false;
  }
}
