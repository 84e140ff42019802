package dev.wakeful.weave.javac;

import com.sun.source.util.JavacTask;
import com.sun.source.util.Plugin;

/// The half of the weaver that javac starts by itself wherever it finds the jar.
///
/// It checks async bodies in every compilation. To weave them it also needs [AsyncProcessor], for
/// only a processor is told where class files go; without one it warns once and names the line to
/// add.
///
/// `-Xplugin:Wakeful error=all off=lock` sets the same options as `-Awakeful.error` and
/// `-Awakeful.off` do, for compilations without processors.
public final class AsyncPlugin implements Plugin {

  /// For javac.
  public AsyncPlugin() {}

  @Override
  public String getName() {
    return "Wakeful";
  }

  @Override
  public boolean autoStart() {
    return true;
  }

  @Override
  public void init(JavacTask task, String... args) {
    Compilation compilation = new Compilation(task);
    compilation.options().addArguments(args);
    Meeting.wait(compilation);
    task.addTaskListener(compilation);
  }
}
