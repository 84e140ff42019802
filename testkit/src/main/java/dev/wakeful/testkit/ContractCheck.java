package dev.wakeful.testkit;

import dev.wakeful.future.Future;
import dev.wakeful.stream.Sink;
import dev.wakeful.stream.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Runs a future, a stream or a sink of yours through everything that may happen to one, and tells
/// which rules of the contract it breaks.
///
/// You give a maker, which is called for each run and makes a fresh subject. What the subject waits
/// for it gets from the [Probe]: children that are Pending until the check lets them go on, and
/// that notice how they are treated.
///
/// {@snippet class="snippets.ContractCheckSnippets" region="combinator"}
///
/// A leaf waits for something else: say how that happens.
///
/// {@snippet class="snippets.ContractCheckSnippets" region="leaf"}
///
/// A run polls to the end with the children going on one by one, from the last to the first or all
/// at once; with children that wake during their poll, that are ready at once, that fail, that
/// throw an `Error`; with polls nobody asked for, polls on changing threads, polls without budget;
/// and it cancels after *every* poll, at once and gracefully, and once more after that. Nothing
/// waits for a clock: the [Probe] owns time.
///
/// It is set up and run by one thread.
public final class ContractCheck {
  private final String name;
  private final Maker maker;
  private final List<ContractRule> exceptions = new ArrayList<>();
  private boolean endless;

  private ContractCheck(String name, Maker maker) {
    this.name = Objects.requireNonNull(name);
    this.maker = Objects.requireNonNull(maker);
  }

  /// A check of a future.
  ///
  /// @param name what it must call itself when it is polled after its end
  /// @param make makes a fresh one for each run, of the children the probe gives
  public static ContractCheck ofFuture(String name, FutureMaker make) {
    return new ContractCheck(name, probe -> new FutureSubject(make.make(probe)));
  }

  /// A check of a stream.
  ///
  /// @param name what the report calls it
  /// @param make makes a fresh one for each run, of the children the probe gives
  public static ContractCheck ofStream(String name, StreamMaker make) {
    return new ContractCheck(name, probe -> new StreamSubject(make.make(probe)));
  }

  /// A check of a sink: the items are sent, then it is flushed and closed.
  ///
  /// @param name what the report calls it
  /// @param items what to send, one after the other
  /// @param make makes a fresh one for each run, of the children the probe gives
  public static <T extends @Nullable Object> ContractCheck ofSink(
      String name, List<T> items, SinkMaker<T> make) {
    return new ContractCheck(name, probe -> new SinkSubject<>(make.make(probe), items));
  }

  /// Says that it never ends by itself: it is polled a few times and cancelled.
  ///
  /// @return this check
  public ContractCheck endless() {
    endless = true;
    return this;
  }

  /// Does not report this rule.
  ///
  /// @param rule which one
  /// @param reason why the subject may break it; for those who read the test
  /// @return this check
  public ContractCheck except(ContractRule rule, String reason) {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("an exception to " + rule + " needs a reason");
    }
    exceptions.add(rule);
    return this;
  }

  /// Runs it.
  ///
  /// @throws Exception what the maker throws
  public ContractReport run() throws Exception {
    Findings findings = new Findings(exceptions);
    new Scenarios(name, maker, endless, findings).run();
    return findings.report(name);
  }

  /// Runs it, and throws one `AssertionError` with all that was found, if anything was.
  ///
  /// @throws Exception what the maker throws
  public void assertHolds() throws Exception {
    run().assertHolds();
  }

  /// Makes a future to be checked.
  @FunctionalInterface
  public interface FutureMaker {
    /// Makes one. Called for each run.
    ///
    /// @param probe where it gets what it waits for
    /// @throws Exception when it can't be made, which ends the check
    Future<?> make(Probe probe) throws Exception;
  }

  /// Makes a stream to be checked.
  @FunctionalInterface
  public interface StreamMaker {
    /// Makes one. Called for each run.
    ///
    /// @param probe where it gets what it waits for
    /// @throws Exception when it can't be made, which ends the check
    Stream<?> make(Probe probe) throws Exception;
  }

  /// Makes a sink to be checked.
  ///
  /// @param <T> the type of the items
  @FunctionalInterface
  public interface SinkMaker<T extends @Nullable Object> {
    /// Makes one. Called for each run.
    ///
    /// @param probe where it gets what it waits for
    /// @throws Exception when it can't be made, which ends the check
    Sink<T> make(Probe probe) throws Exception;
  }

  /// Makes a subject of whatever kind.
  @FunctionalInterface
  interface Maker {
    Subject make(Probe probe) throws Exception;
  }
}
