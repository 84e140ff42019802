package dev.wakeful.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeModel;
import java.util.Set;

/// The classes of Wakeful and of this module once more: a runtime of these shares no compiled code
/// with another one in this JVM. And perhaps without the counters of its workers, which nothing
/// else switches off.
final class Copy extends ClassLoader {
  private static final String PACKAGES = "dev.wakeful.";
  private static final String COUNTERS = "dev.wakeful.executor.WorkerCounters";

  /// What workers do to count. None of them answers anything.
  private static final Set<String> COUNTING = Set.of("count", "add", "beat", "timed");

  private final boolean counts;

  /// A copy of which nothing is loaded yet.
  ///
  /// @param counts whether its workers count
  Copy(boolean counts) {
    super(counts ? "counts" : "counts nothing", Copy.class.getClassLoader());
    this.counts = counts;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(PACKAGES)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : define(name);
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = in.readAllBytes();
      byte[] defined = counts || !name.equals(COUNTERS) ? bytes : withoutCounting(bytes);
      return defineClass(name, defined, 0, defined.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private static byte[] withoutCounting(byte[] bytes) {
    ClassFile files = ClassFile.of();
    return files.transformClass(
        files.parse(bytes),
        ClassTransform.transformingMethods(
            method -> COUNTING.contains(method.methodName().stringValue()),
            (builder, element) -> {
              if (element instanceof CodeModel) {
                builder.withCode(CodeBuilder::return_);
              } else {
                builder.with(element);
              }
            }));
  }
}
