package dev.wakeful.weave.agent;

import dev.wakeful.weave.Finding;
import dev.wakeful.weave.Weaver;
import dev.wakeful.weave.Weaving;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Weaves a class while its loader defines it, and gives the loader its frames.
///
/// Loading never fails because of it: a class that it can't weave is loaded as it is, and runs
/// unwoven; this is said once for each name. Any thread may load: the one shared state is the set
/// of names that were spoken of.
final class LoadTimeWeaver implements ClassFileTransformer {
  /// Classes that the weaver is made of. To weave one it would have to be loaded already.
  private static final String OWN = "dev/wakeful/weave/";

  private final FrameDefiner frames;
  private final Consumer<String> log;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  LoadTimeWeaver(FrameDefiner frames, Consumer<String> log) {
    this.frames = frames;
    this.log = log;
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> replaced,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    if (loader == null
        || loader == ClassLoader.getPlatformClassLoader()
        || name == null
        || replaced != null
        || name.startsWith(OWN)) {
      return null;
    }
    try {
      return Weaver.concerns(classFile) ? weave(loader, name, domain, classFile) : null;
    } catch (Throwable e) {
      // whatever it was: the program must not notice
      tell(name, "the agent could not weave it: " + e);
      return null;
    }
  }

  private byte @Nullable [] weave(
      ClassLoader loader, String name, @Nullable ProtectionDomain domain, byte[] classFile)
      throws Throwable {
    Weaving weaving = Weaver.weave(classFile);
    for (Finding finding : weaving.findings()) {
      if (finding.severity() == Finding.Severity.ERROR) {
        tell(name, finding.toString());
      }
    }
    if (!weaving.changed()) {
      return null;
    }
    for (Map.Entry<String, byte[]> frame : weaving.frames().entrySet()) {
      frames.define(loader, frame.getKey().replace('/', '.'), frame.getValue(), domain);
    }
    return weaving.classFile();
  }

  private void tell(String name, String why) {
    if (told.add(name)) {
      log.accept("wakeful-weave: " + name.replace('/', '.') + " runs unwoven: " + why);
    }
  }
}
