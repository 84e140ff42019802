package dev.wakeful.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/// Project Reactor.
final class CombinatorsReactor implements CombinatorSubject {
  @Override
  public int chain(int start, int depth) {
    Mono<Integer> mono = Mono.just(start);
    for (int i = 0; i < depth; i++) {
      mono = mono.map(CombinatorsBench::increment);
    }
    return Objects.requireNonNull(mono.block());
  }

  @Override
  public int items(int count, int depth) {
    Flux<Integer> flux = Flux.range(0, count);
    for (int i = 0; i < depth; i++) {
      flux = flux.map(CombinatorsBench::increment);
    }
    return sum(flux);
  }

  private static int sum(Flux<Integer> flux) {
    return Objects.requireNonNull(
        flux.collect(() -> new int[1], (sum, value) -> sum[0] += value).block())[0];
  }

  @Override
  public int buffered(int count, int limit) {
    return sum(Flux.range(0, count).flatMapSequential(Ready::mono, limit));
  }

  /// Hidden, so that the operators do not take the shortcut for a known scalar.
  private static final class Ready {
    static Mono<Integer> mono(int value) {
      return Mono.just(value).hide();
    }
  }

  @Override
  public int merged(int count) {
    int half = count / 2;
    return sum(Flux.range(0, half).mergeWith(Flux.range(half, half)));
  }

  @Override
  public InFlight inFlight(int members) {
    return new Waiting(members);
  }

  private static final class Waiting implements InFlight {
    private final List<Sinks.One<Integer>> waiting = new ArrayList<>();
    private int turned;
    private long sum;

    Waiting(int members) {
      Flux.range(0, Integer.MAX_VALUE)
          .flatMap(
              i -> {
                Sinks.One<Integer> one = Sinks.one();
                if (waiting.size() < members) {
                  waiting.add(one);
                } else {
                  waiting.set(turned, one);
                }
                return one.asMono();
              },
              members)
          .subscribe(value -> sum += value);
    }

    @Override
    public long turn(int index, int number) {
      turned = index;
      waiting.get(index).tryEmitValue(number).orThrow();
      return sum;
    }
  }
}
