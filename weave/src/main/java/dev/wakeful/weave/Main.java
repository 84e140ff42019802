package dev.wakeful.weave;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Weaves the class files of directories, for compilers that do not take the javac plugin, and for
/// build tools.
///
/// ```text
/// java -m dev.wakeful.weave/dev.wakeful.weave.Main [--verify] DIRECTORY...
/// ```
///
/// Class files are replaced in place; a second run changes nothing, not even the time of a file.
/// With `--verify` nothing is changed at all: each body and each `await` that is not woven is an
/// error. What it finds is printed as compilers do, `Reader.java:12: error: ...`. The exit code is
/// 0 when all is well, 1 when there were errors, 2 when it was called wrongly.
public final class Main {
  private static final int WELL = 0;
  private static final int ERRORS = 1;
  private static final int MISUSED = 2;

  private static final String USAGE =
      "usage: java -m dev.wakeful.weave/dev.wakeful.weave.Main [--verify] DIRECTORY...";

  private Main() {}

  /// The command line.
  ///
  /// @param arguments as above
  public static void main(String[] arguments) {
    int code = run(List.of(arguments), System.out, System.err);
    System.out.flush();
    System.err.flush();
    System.exit(code);
  }

  /// As [#main], in this virtual machine.
  ///
  /// @param arguments as above
  /// @param out gets one line when something was done
  /// @param err gets findings and misuse
  /// @return the exit code
  static int run(List<String> arguments, PrintStream out, PrintStream err) {
    boolean verify = arguments.contains("--verify");
    List<Path> directories = new ArrayList<>();
    for (String argument : arguments) {
      if (argument.equals("--verify")) {
        continue;
      }
      if (argument.startsWith("-")) {
        return misused(err, "there is no option " + argument);
      }
      Path directory = Path.of(argument);
      if (!Files.isDirectory(directory)) {
        return misused(err, argument + " is not a directory");
      }
      directories.add(directory);
    }
    if (directories.isEmpty()) {
      return misused(err, "no directory was given");
    }
    boolean failed = false;
    for (Path directory : directories) {
      try {
        failed |= verify ? verify(directory, err) : weave(directory, out, err);
      } catch (IOException e) {
        err.println(directory + ": error: " + e);
        failed = true;
      }
    }
    return failed ? ERRORS : WELL;
  }

  private static boolean weave(Path directory, PrintStream out, PrintStream err)
      throws IOException {
    Directory.Report report = Directory.weave(directory);
    report.findings().forEach(err::println);
    if (report.woven() + report.removed() > 0) {
      out.println(
          directory
              + ": "
              + report.woven()
              + " classes woven, "
              + report.removed()
              + " stale frame classes removed");
    }
    return report.failed();
  }

  private static boolean verify(Path directory, PrintStream err) throws IOException {
    List<Finding> findings = DirectoryVerifier.verify(directory);
    findings.forEach(err::println);
    return !findings.isEmpty();
  }

  private static int misused(PrintStream err, String why) {
    err.println("wakeful-weave: " + why);
    err.println(USAGE);
    return MISUSED;
  }
}
