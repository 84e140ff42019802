package dev.wakeful.checks;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// The public types and methods of sources, parsed and not compiled.
final class Operations {
  private final List<Operation> all = new ArrayList<>();
  private final Set<String> types = new TreeSet<>();

  /// Types by simple name, with the simple names of what they extend and implement.
  private final Map<String, List<String>> above = new LinkedHashMap<>();

  private Operations() {}

  /// A public method.
  ///
  /// @param type its type, nested ones with a dot
  /// @param name its name
  /// @param parameters the simple types of its parameters
  /// @param returns the simple type of its result
  /// @param overrides whether it says so
  /// @param doc its documentation in one line, empty when it has none
  record Operation(
      String type,
      String name,
      List<String> parameters,
      String returns,
      boolean overrides,
      String doc) {

    /// The method as tables name it, all forms of it alike.
    String method() {
      return type + "." + name;
    }

    /// The method with its parameters.
    String signature() {
      return method() + "(" + String.join(", ", parameters) + ")";
    }
  }

  /// Reads sources.
  static Operations of(List<Path> sources) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Operations operations = new Operations();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  problem -> {},
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(sources));
      DocTrees docs = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        operations.new Reader(docs).scan(unit, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return operations;
  }

  /// All of them, in the order of the sources.
  List<Operation> all() {
    return all;
  }

  /// Whether there is a public type, or method of one, of this name.
  boolean has(String name) {
    return types.contains(name) || all.stream().anyMatch(each -> each.method().equals(name));
  }

  /// Those that answer with a future or a stream and were not said before by a type above.
  List<Operation> asynchronous() {
    return all.stream()
        .filter(each -> !each.overrides() && isAsynchronous(each.returns()))
        .toList();
  }

  private boolean isAsynchronous(String type) {
    return type.equals("Future")
        || type.equals("Stream")
        || above.getOrDefault(type, List.of()).stream().anyMatch(this::isAsynchronous);
  }

  /// One pass over a source.
  private final class Reader extends TreePathScanner<Void, Void> {
    private final DocTrees docs;
    private final Deque<String> names = new ArrayDeque<>();
    private boolean open = true;
    private boolean inInterface;

    Reader(DocTrees docs) {
      this.docs = docs;
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
      if (type.getSimpleName().isEmpty()) {
        return null;
      }
      List<String> parents = new ArrayList<>();
      type.getImplementsClause().forEach(each -> parents.add(simple(each)));
      if (type.getExtendsClause() != null) {
        parents.add(simple(type.getExtendsClause()));
      }
      String name = type.getSimpleName().toString();
      above.computeIfAbsent(name, unknown -> new ArrayList<>()).addAll(parents);
      boolean wasOpen = open;
      boolean wasInInterface = inInterface;
      open = open && (inInterface || type.getModifiers().getFlags().contains(Modifier.PUBLIC));
      inInterface = type.getKind() == Tree.Kind.INTERFACE;
      names.addLast(name);
      if (open) {
        types.add(String.join(".", names));
      }
      super.visitClass(type, null);
      names.removeLast();
      open = wasOpen;
      inInterface = wasInInterface;
      return null;
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      Set<Modifier> flags = method.getModifiers().getFlags();
      boolean visible =
          inInterface ? !flags.contains(Modifier.PRIVATE) : flags.contains(Modifier.PUBLIC);
      if (open && visible && method.getReturnType() != null) {
        String doc = docs.getDocComment(getCurrentPath());
        all.add(
            new Operation(
                String.join(".", names),
                method.getName().toString(),
                method.getParameters().stream().map(Reader::simple).collect(Collectors.toList()),
                simple(method.getReturnType()),
                method.getModifiers().getAnnotations().stream()
                    .anyMatch(each -> each.getAnnotationType().toString().equals("Override")),
                doc == null ? "" : doc.replaceAll("\\s+", " ").trim()));
      }
      return null; // what is inside a body is nobody's operation
    }

    private static String simple(VariableTree parameter) {
      return simple(parameter.getType());
    }

    /// A type without its arguments, annotations and package.
    private static String simple(Tree type) {
      String text = type.toString().replaceAll("@[\\w.]+(\\([^)]*\\))?\\s*", "");
      StringBuilder outside = new StringBuilder();
      int depth = 0;
      for (int i = 0; i < text.length(); i++) {
        char each = text.charAt(i);
        depth += each == '<' ? 1 : 0;
        if (depth == 0) {
          outside.append(each);
        }
        depth -= each == '>' ? 1 : 0;
      }
      return outside.toString().replaceAll("[\\w.]*\\.(?=\\w)", "").trim();
    }
  }
}
