package dev.wakeful.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;

/// What a program prints, kept to be looked at.
public final class Output {

  /// A program that prints where it is told to.
  @FunctionalInterface
  public interface Program {

    /// Runs it to its end.
    void run(PrintStream out) throws Exception;
  }

  private Output() {}

  /// The lines that a program printed.
  public static List<String> of(Program program) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, true, UTF_8)) {
      program.run(out);
    }
    return bytes.toString(UTF_8).lines().toList();
  }
}
