package dev.wakeful.contract;

import dev.wakeful.future.Future;
import dev.wakeful.stream.Sink;
import dev.wakeful.stream.Stream;
import dev.wakeful.testkit.ContractCheck;
import dev.wakeful.testkit.Probe;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Checks of what `core` ships, and the classes that they have seen.
final class Shipped {
  private final List<Case> cases = new ArrayList<>();
  private final Set<Class<?>> seen = new LinkedHashSet<>();

  /// One check.
  record Case(String name, ContractCheck check) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Shipped all() {
    Shipped shipped = new Shipped();
    ShippedFutures.add(shipped);
    ShippedShared.add(shipped);
    ShippedStreams.add(shipped);
    ShippedConcurrent.add(shipped);
    ShippedSinks.add(shipped);
    ShippedIo.add(shipped);
    ShippedBridges.add(shipped);
    return shipped;
  }

  List<Case> cases() {
    return cases;
  }

  Set<Class<?>> seen() {
    return seen;
  }

  /// A future that calls itself so.
  ContractCheck future(String name, ContractCheck.FutureMaker maker) {
    return add(name, ContractCheck.ofFuture(name, probe -> seen(maker.make(probe))));
  }

  /// A stream.
  ContractCheck stream(String name, ContractCheck.StreamMaker maker) {
    return add(name, ContractCheck.ofStream(name, probe -> seen(maker.make(probe))));
  }

  /// A sink that takes numbers.
  ContractCheck sink(String name, SinkOfNumbers maker) {
    return add(
        name, ContractCheck.ofSink(name, List.of(1, 2, 3), probe -> seen(maker.make(probe))));
  }

  /// A sink that takes buffers of one byte.
  ContractCheck bytes(String name, ContractCheck.SinkMaker<ByteBuffer> maker) {
    List<ByteBuffer> items = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      items.add(ByteBuffer.allocate(1).asReadOnlyBuffer());
    }
    return add(
        name,
        ContractCheck.ofSink(
            name,
            items,
            probe -> {
              items.forEach(ByteBuffer::rewind);
              return seen(maker.make(probe));
            }));
  }

  private ContractCheck add(String name, ContractCheck check) {
    cases.add(new Case(name, check));
    return check;
  }

  private synchronized <C> C seen(C subject) {
    seen.add(subject.getClass());
    return subject;
  }

  /// Makes a sink.
  @FunctionalInterface
  interface SinkOfNumbers {
    Sink<Integer> make(Probe probe) throws Exception;
  }

  /// Whether a class is what a check can be made of.
  static boolean isSubject(Class<?> type) {
    return Future.class.isAssignableFrom(type)
        || Stream.class.isAssignableFrom(type)
        || Sink.class.isAssignableFrom(type);
  }
}
