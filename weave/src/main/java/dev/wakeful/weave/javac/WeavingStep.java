package dev.wakeful.weave.javac;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.wakeful.weave.Finding;
import dev.wakeful.weave.Weaver;
import dev.wakeful.weave.Weaving;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/// Weaves the classes of one compilation as javac writes them.
final class WeavingStep {
  private final Trees trees;
  private final ClassOutput output;

  /// By source file, the bodies and awaits of each line.
  private final Map<String, NavigableMap<Integer, Tree>> sources = new LinkedHashMap<>();

  private boolean saidUnreadable;

  WeavingStep(Trees trees, ClassOutput output) {
    this.trees = trees;
    this.output = output;
  }

  /// Keeps where the bodies of a class stand, for javac drops the trees before it writes classes.
  void remember(Unit unit) {
    CompilationUnitTree source = unit.top.getCompilationUnit();
    NavigableMap<Integer, Tree> lines =
        sources.computeIfAbsent(name(source), key -> new TreeMap<>());
    Stream.of(unit.awaits(), unit.bodyLambdas(), unit.bodyMethods())
        .flatMap(each -> each.stream().map(TreePath::getLeaf))
        .forEach(tree -> {
          long start = trees.getSourcePositions().getStartPosition(source, tree);
          lines.putIfAbsent((int) source.getLineMap().getLineNumber(start), Report.caret(tree));
        });
  }

  /// Weaves a class that javac has written.
  void written(TypeElement type, CompilationUnitTree source) {
    NavigableMap<Integer, Tree> lines = sources.get(name(source));
    if (lines == null) {
      return;
    }
    try {
      ClassOutput.Written written = output.read(type);
      if (written == null) {
        sayUnreadable(type, source);
      } else if (Weaver.concerns(written.bytes())) {
        weave(written, source, lines);
      }
    } catch (IOException e) {
      trees.printMessage(
          Diagnostic.Kind.ERROR,
          "async bodies of " + type.getQualifiedName() + " can't be woven: " + e,
          lines.firstEntry().getValue(),
          source);
    }
  }

  private void weave(
      ClassOutput.Written written, CompilationUnitTree source, NavigableMap<Integer, Tree> lines)
      throws IOException {
    Weaving weaving = Weaver.weave(written.bytes());
    for (Finding each : weaving.findings()) {
      say(each, source, nearest(lines, each.line()));
    }
    if (weaving.changed() && !weaving.failed()) {
      for (Map.Entry<String, byte[]> frame : weaving.frames().entrySet()) {
        output.add(written, frame.getKey(), frame.getValue());
      }
      output.replace(written, weaving.classFile());
    }
  }

  private void say(Finding finding, CompilationUnitTree source, Tree at) {
    trees.printMessage(
        finding.severity() == Finding.Severity.ERROR
            ? Diagnostic.Kind.ERROR
            : Diagnostic.Kind.WARNING,
        finding.message(),
        at,
        source);
  }

  /// The body or await at a line, or the last one before it: a class file knows lines only.
  private static Tree nearest(NavigableMap<Integer, Tree> lines, int line) {
    Map.Entry<Integer, Tree> before = lines.floorEntry(line);
    return (before == null ? lines.firstEntry() : before).getValue();
  }

  private void sayUnreadable(TypeElement type, CompilationUnitTree source) {
    if (!saidUnreadable) {
      saidUnreadable = true;
      trees.printMessage(
          Diagnostic.Kind.WARNING,
          "async bodies are not woven: the class file of "
              + type.getQualifiedName()
              + " can't be read back from this compiler. Run the program with the agent, or weave"
              + " the class files afterwards; until then the bodies work on virtual threads",
          source,
          null); // no place: it is not the source that must change
    }
  }

  private static String name(CompilationUnitTree source) {
    return source.getSourceFile().toUri().toString();
  }
}
