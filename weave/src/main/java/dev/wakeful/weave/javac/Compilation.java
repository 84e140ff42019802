package dev.wakeful.weave.javac;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.function.Predicate;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/// One run of javac: checks each class when its types are known, and weaves it when it is written.
///
/// Used by the thread of that run only, and forgotten with it.
final class Compilation implements TaskListener, Predicate<ProcessingEnvironment> {
  private final JavacTask task;
  private final Trees trees;
  private final Options options = new Options();
  private final Report report;
  private @Nullable WeavingStep weaving;
  private boolean saidUnwoven;
  private boolean saidOptions;

  Compilation(JavacTask task) {
    this.task = task;
    this.trees = Trees.instance(task);
    this.report = new Report(trees, options);
  }

  Options options() {
    return options;
  }

  /// Takes the environment of the processor, which is asked where class files go.
  ///
  /// @return whether it was needed
  @Override
  public boolean test(ProcessingEnvironment environment) {
    if (weaving != null) {
      return false;
    }
    weaving = new WeavingStep(trees, new ClassOutput(environment, task.getElements()));
    options.addProcessorOptions(environment.getOptions());
    return true;
  }

  @Override
  public void finished(TaskEvent event) {
    if (event.getKind() == TaskEvent.Kind.COMPILATION) {
      Meeting.leave(this);
    }
    TypeElement type = event.getTypeElement();
    CompilationUnitTree source = event.getCompilationUnit();
    if (type == null || source == null) {
      return;
    }
    switch (event.getKind()) {
      case ANALYZE -> analysed(type, source);
      case GENERATE -> {
        if (weaving != null) {
          weaving.written(type, source);
        }
      }
      default -> {}
    }
  }

  private void analysed(TypeElement type, CompilationUnitTree source) {
    sayUnknownOptions(source);
    TreePath path = trees.getPath(type);
    if (path == null || !new Known(task.getElements(), task.getTypes()).isPresent()) {
      return;
    }
    Unit unit = new Unit(trees, task.getElements(), task.getTypes(), report, path);
    Checks.run(unit);
    if (!unit.hasBodies()) {
      return;
    }
    if (weaving != null) {
      weaving.remember(unit);
    } else {
      sayUnwoven(unit.firstBody());
    }
  }

  private void sayUnwoven(TreePath at) {
    if (!saidUnwoven && !report.isSilent("unwoven", at)) {
      saidUnwoven = true;
      report.warning(
          "unwoven",
          at,
          "async bodies are not woven, because this compilation runs no annotation processors; they"
              + " will work on virtual threads, slowly. What switches it on: for javac `-proc:full`;"
              + " for Maven the property `<maven.compiler.proc>full</maven.compiler.proc>`; for"
              + " Gradle an `annotationProcessor` dependency beside the `implementation` one");
    }
  }

  private void sayUnknownOptions(CompilationUnitTree source) {
    if (!saidOptions) {
      saidOptions = true;
      for (String each : options.unknown()) {
        trees.printMessage(
            Diagnostic.Kind.WARNING,
            "unknown word `"
                + each
                + "` in an option of Wakeful; the keys are all, "
                + String.join(", ", Options.KEYS),
            source,
            source);
      }
    }
  }
}
