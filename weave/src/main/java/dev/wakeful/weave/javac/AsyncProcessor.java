package dev.wakeful.weave.javac;

import com.sun.source.util.JavacTask;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.Completion;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/// The half of the weaver that knows where class files go: it processes no annotation, and hands
/// its environment to the compilation's [AsyncPlugin].
public final class AsyncProcessor implements Processor {
  private boolean alone;

  /// For javac.
  public AsyncProcessor() {}

  @Override
  public void init(ProcessingEnvironment environment) {
    alone = isAlone();
    if (Meeting.join(environment)) {
      return;
    }
    try {
      JavacTask task = JavacTask.instance(environment);
      Compilation compilation = new Compilation(task);
      compilation.test(environment);
      task.addTaskListener(compilation);
    } catch (IllegalArgumentException wrapped) {
      environment
          .getMessager()
          .printMessage(
              Diagnostic.Kind.WARNING,
              "async bodies are not woven: this compiler hides itself from the plugin Wakeful."
                  + " Put the jar on the processor path as well, so that javac starts the plugin");
    }
  }

  /// Whether javac has no other processor to ask. Then this one claims every annotation, because
  /// javac's lint complains of annotations that nobody claims as soon as there is a processor.
  private static boolean isAlone() {
    ClassLoader loader = AsyncProcessor.class.getClassLoader();
    try {
      return ServiceLoader.load(Processor.class, loader).stream()
          .allMatch(each -> each.type() == AsyncProcessor.class);
    } catch (java.util.ServiceConfigurationError | LinkageError unknown) {
      return false;
    }
  }

  @Override
  public Set<String> getSupportedOptions() {
    Set<String> options = new TreeSet<>();
    options.add(Options.ERROR);
    options.add(Options.OFF);
    return options;
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of("*");
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latest();
  }

  @Override
  @SuppressWarnings("DoNotClaimAnnotations") // only when there is nobody it could take them from
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    return alone;
  }

  @Override
  public Iterable<? extends Completion> getCompletions(
      Element element, AnnotationMirror annotation, ExecutableElement member, String userText) {
    return Set.of();
  }
}
