package dev.wakeful.weave.agent;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gives a class to a class loader, as if the loader had found it.
///
/// A frame must be there before the class that uses it, so a lookup in that class is no way to
/// define it; the loader's own `defineClass` is. The agent's right to change modules opens
/// `java.lang` to the agent and to nobody else.
final class FrameDefiner {
  private final MethodHandle defineClass;

  private FrameDefiner(MethodHandle defineClass) {
    this.defineClass = defineClass;
  }

  /// A definer with the rights of an agent.
  static FrameDefiner of(Instrumentation instrumentation) {
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of(),
        Map.of("java.lang", Set.of(FrameDefiner.class.getModule())),
        Set.of(),
        Map.of());
    try {
      return new FrameDefiner(
          MethodHandles.privateLookupIn(ClassLoader.class, MethodHandles.lookup())
              .findVirtual(
                  ClassLoader.class,
                  "defineClass",
                  MethodType.methodType(
                      Class.class,
                      String.class,
                      byte[].class,
                      int.class,
                      int.class,
                      ProtectionDomain.class)));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Java has no ClassLoader.defineClass to call", e);
    }
  }

  /// Defines the class, unless the loader has it already: when two threads load one class, both
  /// weave it, and make the same frames.
  ///
  /// @param loader gets the class, in the package and the module it has for that name
  /// @param name with dots
  /// @param classFile the class
  /// @param domain that of the class it belongs to
  void define(ClassLoader loader, String name, byte[] classFile, @Nullable ProtectionDomain domain)
      throws Throwable {
    try {
      Class<?> _ =
          (Class<?>) defineClass.invokeExact(loader, name, classFile, 0, classFile.length, domain);
    } catch (LinkageError e) {
      Class<?> there = Class.forName(name, false, loader);
      if (there.getClassLoader() != loader || !isFrame(there)) {
        throw e;
      }
    }
  }

  private static boolean isFrame(Class<?> type) {
    Class<?> base = type.getSuperclass();
    return base != null && base.getName().equals("dev.wakeful.async.AsyncFrame");
  }
}
