package dev.wakeful.testkit;

import dev.wakeful.future.Future;
import dev.wakeful.future.Timers;
import dev.wakeful.stream.Sink;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Slot;
import dev.wakeful.task.Slots;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where the subject of a [ContractCheck] gets what it waits for: children that are watched.
///
/// Make a child where the subject takes it over: one that is made and never handed over counts as
/// left behind. Timers are there ([Timers#SLOT]): their alarms are children too, and time moves
/// when one goes off.
public final class Probe {
  /// Found by every child whose context came down to it from the poll of the subject.
  static final Slot<Probe> MARK = Slot.named("probe", "pass on the context of the poll");

  /// A child is Pending so often, if nothing else is said.
  private static final int STEPS = 2;

  /// From this poll on nobody is preferred to the first, who would never have its turn.
  private static final int STARVED = 50;

  private final Script script;
  private final Findings findings;
  private final List<Child> children = new ArrayList<>();
  private final List<Runnable> actions = new ArrayList<>();
  private final ScriptedTimers timers = new ScriptedTimers(this);
  private Slots slots = Slots.none().with(MARK, this).with(Timers.SLOT, timers);
  private boolean created;
  private String place = "";

  /// How often the subject has been polled; children remember in which poll they were.
  int polls;

  /// Whether the poll under way has no budget.
  boolean scarce;

  /// Whether a graceful cancel is under way.
  boolean graceful;

  /// What the injured child threw, once it has.
  @Nullable Throwable thrown;

  Probe(Script script, Findings findings) {
    this.script = script;
    this.findings = findings;
  }

  /// A future that is Pending twice and then gives this.
  ///
  /// @param value what it gives
  public <T extends @Nullable Object> Future<T> value(T value) {
    return value(STEPS, value);
  }

  /// A future that is Pending so often and then gives this.
  ///
  /// @param pendings how often
  /// @param value what it gives
  public <T extends @Nullable Object> Future<T> value(int pendings, T value) {
    return add(new ChildFuture<>(this, name("future"), steps(pendings), value, null));
  }

  /// A future that is Pending twice and then fails.
  ///
  /// @param failure what it throws
  public <T extends @Nullable Object> Future<T> failing(Exception failure) {
    return add(new ChildFuture<T>(this, name("future"), steps(STEPS), null, failure));
  }

  /// A future that is Pending for ever.
  public <T extends @Nullable Object> Future<T> never() {
    return add(new ChildFuture<T>(this, name("future"), Child.FOR_EVER, null, null));
  }

  /// A stream of these, Pending once before each and before its end.
  ///
  /// @param items what it gives
  @SafeVarargs
  public final <T> Stream<T> items(T... items) {
    List<T> row = new ArrayList<>();
    for (T item : items) {
      row.add(item);
    }
    return add(new ChildStream<>(this, name("stream"), steps(1), row));
  }

  /// A sink that is Pending once before each item, flush and close.
  public <T extends @Nullable Object> Sink<T> sink() {
    return add(new ChildSink<>(this, name("sink"), steps(1)));
  }

  /// Lends a child: the subject uses it, and must leave it alone at its end.
  ///
  /// @param child one of this probe
  /// @return the same
  public <T> T lent(T child) {
    if (!(child instanceof Watched watched)) {
      throw new IllegalArgumentException("only a child of this probe can be lent, not " + child);
    }
    watched.child().lend();
    return child;
  }

  /// Says that a function of yours runs: call it first in functions that you give to the subject.
  ///
  /// @param what a noun for the report
  public void runs(String what) {
    if (!created) {
      violated(ContractRule.EAGER, what + " was run before the first poll");
    }
  }

  /// Says how the thing that a leaf waits for happens. Run when the subject is Pending and no child
  /// can go on, again and again; when it returns, wake-ups have been made.
  ///
  /// @param action a step of it
  public void progress(Runnable action) {
    actions.add(Objects.requireNonNull(action));
  }

  /// Fills a slot of the contexts with which the subject is polled.
  ///
  /// @param slot the name
  /// @param content what is to be found there
  public <C> void provide(Slot<C> slot, C content) {
    slots = slots.with(slot, content);
  }

  /// How the children of this run behave.
  Script script() {
    return script;
  }

  Slots slots() {
    return slots;
  }

  List<Runnable> actions() {
    return actions;
  }

  void create(String where) {
    place = where;
    created = true;
  }

  boolean isCreated() {
    return created;
  }

  void at(String where) {
    place = where;
  }

  synchronized void violated(ContractRule rule, String what) {
    findings.add(rule, place, what);
  }

  synchronized <C extends Watched> C add(C watched) {
    children.add(watched.child());
    return watched;
  }

  synchronized String name(String kind) {
    return "child " + (children.size() + 1) + " (a " + kind + ")";
  }

  synchronized int count() {
    return children.size();
  }

  /// Those that were Pending when they were last asked, in the order in which they go on.
  synchronized List<Child> waiting() {
    List<Child> waiting = children.stream().filter(Child::isWaiting).toList();
    boolean last = script.order() == Script.Order.LAST && polls < STARVED;
    return last ? waiting.reversed() : waiting;
  }

  /// Those that nobody has brought to an end.
  synchronized List<Child> unsettled() {
    return children.stream().filter(child -> !child.isSettled()).toList();
  }

  private int steps(int pendings) {
    return script.mood() == Script.Mood.READY ? 0 : pendings;
  }

  /// A future, stream or sink of a probe.
  interface Watched {
    Child child();
  }
}
