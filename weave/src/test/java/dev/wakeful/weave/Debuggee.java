package dev.wakeful.weave;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.ArrayReference;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.LocalVariable;
import com.sun.jdi.Location;
import com.sun.jdi.PrimitiveValue;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.StringReference;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.Value;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.LaunchingConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.StepEvent;
import com.sun.jdi.event.VMDeathEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.StepRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A program under the JDK's own debugger interface, driven as an IDE would: a breakpoint is set at
/// every place of its line, stepping ignores what is synthetic.
final class Debuggee implements AutoCloseable {
  private final VirtualMachine machine;
  private final String main;
  private final List<Integer> breakpoints;
  private @Nullable EventSet last;
  private @Nullable ThreadReference stopped;

  /// Starts a program.
  ///
  /// @param classPath where it is
  /// @param main its class
  /// @param breakpoints lines of that class
  Debuggee(String classPath, String main, List<Integer> breakpoints) throws Exception {
    this.main = main;
    this.breakpoints = breakpoints;
    LaunchingConnector connector = Bootstrap.virtualMachineManager().defaultConnector();
    Map<String, Connector.Argument> arguments = connector.defaultArguments();
    argument(arguments, "main", main);
    argument(arguments, "options", "-XX:+UseSerialGC -Dwakeful.unwoven=fail -cp " + classPath);
    argument(arguments, "home", System.getProperty("java.home"));
    machine = connector.launch(arguments);
    ClassPrepareRequest prepared = machine.eventRequestManager().createClassPrepareRequest();
    prepared.addClassFilter(main);
    prepared.setSuspendPolicy(EventRequest.SUSPEND_ALL);
    prepared.enable();
  }

  private static void argument(
      Map<String, Connector.Argument> arguments, String name, String value) {
    java.util.Objects.requireNonNull(arguments.get(name)).setValue(value);
  }

  /// Lets the program run to the next breakpoint, or to the end of a step.
  ///
  /// @return the line; 0 when the program has ended
  int go() throws Exception {
    if (last == null) {
      machine.resume();
    } else {
      last.resume();
    }
    while (true) {
      EventSet events = machine.eventQueue().remove();
      last = events;
      for (Event each : events) {
        switch (each) {
          case ClassPrepareEvent x -> setBreakpoints(x.referenceType());
          case BreakpointEvent x -> {
            return stoppedAt(x.thread(), x.location());
          }
          case StepEvent x -> {
            machine.eventRequestManager().deleteEventRequest(x.request());
            return stoppedAt(x.thread(), x.location());
          }
          case VMDeathEvent x -> {
            return 0;
          }
          case VMDisconnectEvent x -> {
            return 0;
          }
          default -> {}
        }
      }
      events.resume();
    }
  }

  private int stoppedAt(ThreadReference thread, Location location) {
    stopped = thread;
    return location.lineNumber();
  }

  private void setBreakpoints(ReferenceType type) throws AbsentInformationException {
    for (int line : breakpoints) {
      for (Location each : type.locationsOfLine(line)) {
        machine.eventRequestManager().createBreakpointRequest(each).enable();
      }
    }
  }

  /// Steps over the line; stops at the next one, wherever that is.
  int stepOver() throws Exception {
    StepRequest step =
        machine
            .eventRequestManager()
            .createStepRequest(thread(), StepRequest.STEP_LINE, StepRequest.STEP_OVER);
    step.addClassFilter(main);
    step.addCountFilter(1);
    step.enable();
    return go();
  }

  private ThreadReference thread() {
    return java.util.Objects.requireNonNull(stopped, "the program does not stand still");
  }

  /// The variables that can be seen, by name.
  Map<String, String> variables() throws Exception {
    StackFrame frame = thread().frame(0);
    Map<String, String> all = new TreeMap<>();
    for (LocalVariable each : frame.visibleVariables()) {
      all.put(each.name(), text(frame.getValue(each)));
    }
    return all;
  }

  private static String text(@Nullable Value value) {
    return switch (value) {
      case null -> "null";
      case StringReference x -> x.value();
      case ArrayReference x -> x.getValues().toString();
      case PrimitiveValue x -> x.toString();
      default -> value.type().name();
    };
  }

  /// The names and lines of the methods of the program that the thread is in, the innermost first.
  List<String> stack() throws IncompatibleThreadStateException {
    List<String> names = new ArrayList<>();
    for (StackFrame each : thread().frames()) {
      Location at = each.location();
      if (at.declaringType().name().equals(main)) {
        names.add(at.method().name().replaceAll("lambda\\$|\\$\\d+$", "") + ":" + at.lineNumber());
      }
    }
    return names;
  }

  /// Ends the program.
  @Override
  public void close() {
    Process process = machine.process();
    process.destroyForcibly();
    process.onExit().join();
  }
}
