package dev.wakeful.weave.agent;

import java.lang.instrument.Instrumentation;

/// Weaves classes when they are loaded: `java -javaagent:wakeful-weave.jar ...`.
///
/// It needs no other jar and no other option. Classes that are loaded before it is attached to a
/// running virtual machine stay as they are, for a class cannot be given other methods later; for
/// the same reason a class that a debugger replaces is not woven again.
public final class Agent {
  private Agent() {}

  /// Called by the virtual machine before the program.
  ///
  /// @param options not used
  /// @param instrumentation what an agent may do
  public static void premain(String options, Instrumentation instrumentation) {
    instrumentation.addTransformer(
        new LoadTimeWeaver(FrameDefiner.of(instrumentation), System.err::println));
  }

  /// Called by the virtual machine when it is told to load the agent while the program runs.
  ///
  /// @param options not used
  /// @param instrumentation what an agent may do
  public static void agentmain(String options, Instrumentation instrumentation) {
    premain(options, instrumentation);
  }
}
