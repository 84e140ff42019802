package shapes;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;
import static dev.wakeful.future.Futures.join;
import static dev.wakeful.future.Futures.select;
import static dev.wakeful.future.Futures.tryJoin;

import dev.wakeful.future.Either;
import dev.wakeful.future.FusedFuture;
import dev.wakeful.future.Future;
import dev.wakeful.future.Triple;
import dev.wakeful.stream.Stream;
import dev.wakeful.weave.kit.World;
import java.util.List;

/// Awaiting several at once.
final class Selects {
  private Selects() {}

  static Future<?> firstOfTwo(World w) {
    return async(() ->
        switch (await(select(w.value(1), w.value("b")))) {
          case Either.First<Integer, String>(Integer number) -> "number " + number;
          case Either.Second<Integer, String>(String text) -> "text " + text;
        });
  }

  static Future<?> branches(World w) {
    return async(() -> {
      int base = await(w.value(10));
      String won =
          await(
              select()
                  .on(w.value(1), x -> w.note("first", "first " + (base + x)))
                  .on(w.fail(new Exception("second")), x -> "second")
                  .on(w.lingering(3), x -> w.note("third", "third " + (base + x))));
      return won + await(w.value("!"));
    });
  }

  static Future<?> loopWithALentFuture(World w) {
    return async(() -> {
      int rounds = 0;
      FusedFuture<Integer> lent = w.value(100).fuse();
      Stream<Integer> items = Stream.fromIterable(List.of(1, 2, 3)).map(x -> w.note("item", x));
      try {
        boolean goesOn = true;
        while (goesOn) {
          goesOn =
              await(
                  select()
                      .on(lent.borrow(), x -> w.note("lent", x) > 0)
                      .on(w.value(rounds), x -> w.note("round", x) < 5)
                      .onSome(items.next(), x -> true)
                      .when(rounds % 2 == 0)
                      .complete(() -> false));
          rounds++;
        }
      } finally {
        lent.cancel();
        w.log("rounds ", rounds);
      }
      return rounds;
    });
  }

  static Future<?> defaultInACondition(World w) {
    return async(() -> {
      int waited = 0;
      FusedFuture<Integer> lent = w.value(1).fuse();
      try {
        while (await(select().on(lent.borrow(), x -> false).orDefault(() -> true))) {
          waited += await(w.value(1));
        }
      } finally {
        lent.cancel();
      }
      return waited;
    });
  }

  static Future<?> joined(World w) {
    return async(() -> {
      var pair = await(join(w.value(1), w.value("two")));
      Triple<Integer, String, Long> three =
          await(tryJoin(w.value(pair.first()), w.lingering(pair.second()), w.value(3L)));
      return three.first() + three.second() + three.third();
    });
  }

  static Future<?> joinedInVain(World w) {
    return async(() -> {
      try {
        return await(tryJoin(w.value(1), w.fail(new Exception("x")), w.lingering(3))).first();
      } catch (Exception e) {
        return await(w.value(e.getMessage()));
      }
    });
  }
}
