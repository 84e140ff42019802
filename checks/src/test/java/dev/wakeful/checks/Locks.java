package dev.wakeful.checks;

import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The check that no waker is called while a lock is held: a waker is a stranger's code.
///
/// A region under a lock is read from the exception table: javac covers the body of `synchronized`
/// by a handler that releases the monitor, and that of `try { } finally { lock.unlock(); }` by one
/// that unlocks. A method that wakes makes its callers wake too, as far as calls name their target.
///
/// What it cannot see: a waker called by a lambda or through an interface other than [WAKES], and a
/// lock that one method takes and another releases.
final class Locks {
  /// Methods that call wakers, as owner and name.
  static final Set<String> WAKES =
      Set.of(
          "dev.wakeful.task.Waker.wake",
          "dev.wakeful.task.Waker.willWake",
          "dev.wakeful.task.AtomicWaker.wake",
          "dev.wakeful.task.WakeList.wakeAll",
          "dev.wakeful.task.Context.proceed");

  private static final Set<String> LOCKS =
      Set.of(
          "java.util.concurrent.locks.Lock.unlock",
          "java.util.concurrent.locks.ReentrantLock.unlock",
          "java.util.concurrent.locks.ReentrantReadWriteLock$ReadLock.unlock",
          "java.util.concurrent.locks.ReentrantReadWriteLock$WriteLock.unlock",
          "java.util.concurrent.locks.StampedLock.unlockWrite",
          "java.util.concurrent.locks.StampedLock.unlockRead",
          "java.util.concurrent.locks.StampedLock.unlock");

  private Locks() {}

  /// A call in a method.
  ///
  /// @param target owner, name and descriptor
  /// @param line where
  /// @param locked whether a lock is held there
  private record Call(String target, int line, boolean locked) {
    boolean wakes() {
      return WAKES.contains(target.substring(0, target.indexOf('(')));
    }
  }

  /// Every call under a lock that wakes somebody.
  static List<Finding> findings(Code code) {
    Map<String, List<Call>> calls = calls(code);
    Set<String> wakers = wakers(calls);
    List<Finding> findings = new ArrayList<>();
    calls.forEach((method, made) -> {
      for (Call call : made) {
        if (call.locked() && (call.wakes() || wakers.contains(call.target()))) {
          String caller = method.substring(0, method.indexOf('('));
          String callee = call.target().substring(0, call.target().indexOf('('));
          findings.add(
              new Finding(
                  caller,
                  callee,
                  caller + ":" + call.line() + " calls " + callee + " while it holds a lock"));
        }
      }
    });
    return findings;
  }

  /// The methods that wake somebody, themselves or through a method they name.
  private static Set<String> wakers(Map<String, List<Call>> calls) {
    Set<String> wakers = new LinkedHashSet<>();
    boolean grew = true;
    while (grew) {
      grew = false;
      for (Map.Entry<String, List<Call>> each : calls.entrySet()) {
        boolean wakes =
            each.getValue().stream()
                .anyMatch(call -> call.wakes() || wakers.contains(call.target()));
        grew |= wakes && wakers.add(each.getKey());
      }
    }
    return wakers;
  }

  private static Map<String, List<Call>> calls(Code code) {
    Map<String, List<Call>> calls = new LinkedHashMap<>();
    code.classes()
        .forEach((type, model) -> {
          for (MethodModel method : model.methods()) {
            String name =
                type + "." + method.methodName().stringValue() + method.methodType().stringValue();
            boolean all = method.flags().has(AccessFlag.SYNCHRONIZED);
            method.code().ifPresent(body -> calls.put(name, calls(body, all)));
          }
        });
    return calls;
  }

  private static List<Call> calls(CodeModel body, boolean all) {
    List<CodeElement> elements = body.elementList();
    Map<Label, Integer> at = new LinkedHashMap<>();
    for (int i = 0; i < elements.size(); i++) {
      if (elements.get(i) instanceof LabelTarget target) {
        at.put(target.label(), i);
      }
    }
    boolean[] locked = new boolean[elements.size()];
    body.exceptionHandlers().stream()
        .filter(entry -> entry.catchType().isEmpty())
        .filter(entry -> releases(elements, position(at, entry.handler())))
        .forEach(entry -> {
          for (int i = position(at, entry.tryStart()); i < position(at, entry.tryEnd()); i++) {
            locked[i] = true;
          }
        });
    List<Call> calls = new ArrayList<>();
    int line = 0;
    for (int i = 0; i < elements.size(); i++) {
      if (elements.get(i) instanceof LineNumber number) {
        line = number.line();
      } else if (elements.get(i) instanceof InvokeInstruction call) {
        calls.add(new Call(target(call), line, all || locked[i]));
      }
    }
    return calls;
  }

  /// Whether a handler lets go of a lock before it throws on.
  private static boolean releases(List<CodeElement> elements, int handler) {
    for (int i = handler; i < elements.size(); i++) {
      CodeElement element = elements.get(i);
      if (element instanceof MonitorInstruction monitor) {
        return monitor.opcode() == Opcode.MONITOREXIT;
      }
      if (element instanceof InvokeInstruction call) {
        String target = target(call);
        if (LOCKS.contains(target.substring(0, target.indexOf('(')))) {
          return true;
        }
      }
      if (element instanceof Instruction instruction && instruction.opcode() == Opcode.ATHROW) {
        return false;
      }
    }
    return false;
  }

  private static int position(Map<Label, Integer> at, Label label) {
    Integer position = at.get(label);
    if (position == null) {
      throw new IllegalStateException("an exception table names a label that is nowhere");
    }
    return position;
  }

  private static String target(InvokeInstruction call) {
    return Code.name(call.owner()) + "." + call.name().stringValue() + call.type().stringValue();
  }
}
