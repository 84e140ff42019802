package shapes;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;

import dev.wakeful.async.Async;
import dev.wakeful.future.Future;
import dev.wakeful.weave.kit.World;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Places in which an await can stand that no other file names.
final class Places {
  private Places() {}

  static Future<?> arrayInitialiser(World w) {
    return async(() -> new int[] {1, await(w.value(2)), 3, await(w.value(4))});
  }

  static Future<?> arrayOfArrays(World w) {
    return async(
        () -> new String[][] {{await(w.value("a"))}, {}, {"b", await(w.value("c"))}, null});
  }

  static Future<?> arrayInitialiserWide(World w) {
    return async(() -> {
      long[] a = {await(w.value(1L)), 2L};
      double[] d = {1, await(w.value(2.5))};
      boolean[] z = {await(w.value(true)), false};
      return List.of(a, d, z);
    });
  }

  static Future<?> arrayLength(World w) {
    return async(() -> new byte[await(w.value(3))].length + await(w.value(new int[2])).length);
  }

  static Future<?> lambdaArgument(World w) {
    return async(() -> Optional.of(await(w.value(3))).map(x -> x + 1).orElse(await(w.value(9))));
  }

  static Future<?> methodChain(World w) {
    return async(() ->
        await(w.value("  Text "))
            .trim()
            .concat(await(w.value("!")))
            .replace(await(w.value('T')), await(w.value('t')))
            .length());
  }

  static Future<?> assertHolds(World w) {
    return async(() -> {
      assert await(w.value(true)) : await(w.value("unused"));
      return "held";
    });
  }

  static Future<?> assertFails(World w) {
    return async(() -> {
      assert await(w.value(1)) > 2 : "message " + await(w.value("m"));
      return "no";
    });
  }

  static Future<?> unaryOperators(World w) {
    return async(() ->
        -await(w.value(1))
            + ~await(w.value(2))
            + +await(w.value(3L))
            + (!await(w.value(true)) ? 1 : 0));
  }

  static Future<?> castOfAwait(World w) {
    return async(() -> {
      Object o = await(w.<Object>value("s"));
      int n = ((String) await(w.value(o))).length();
      return n + (int) (long) await(w.value(5L)) + (Integer) await(w.<Object>value(7));
    });
  }

  static Future<?> castFails(World w) {
    return async(() -> ((String) await(w.<Object>value(7))).length());
  }

  static Future<?> qualifiedAwait(World w) {
    return async(
        () -> Async.await(w.value(1)) + dev.wakeful.async.Async.<Integer>await(w.value(2)));
  }

  static Future<?> returnInMiddle(World w) {
    return async(() -> {
      if (await(w.value(true))) {
        return await(w.value("early"));
      }
      await(w.value("never"));
      return "late";
    });
  }

  static Future<?> futuresMadeFirst(World w) {
    return async(() -> {
      Future<Integer> a = w.value(1);
      Future<Integer> b = w.value(2);
      Future<Integer> c = a.map(x -> x * 10);
      return await(b) + await(c);
    });
  }

  static Future<?> combinators(World w) {
    return async(() -> {
      var pair = await(w.value(1).join(w.value("two")));
      int x = await(w.value(3).map(n -> n * 2));
      String s = await(w.value("x").andThen(t -> w.value(t + t)));
      String r = await(w.<String>fail(new IllegalStateException("f")).orElse(e -> w.value("else")));
      return pair.first() + pair.second() + x + s + r;
    });
  }

  static Future<?> joinOfBodies(World w) {
    return async(() ->
        await(
            async(() -> await(w.value(1)) + await(w.value(2)))
                .join(async(() -> await(w.value("a")) + await(w.value("b"))))));
  }

  static Future<?> raceOfBodies(World w) {
    Future<String> slow =
        async(() -> {
          try (var r = w.open("slow")) {
            for (int i = 0; i < 3; i++) {
              await(w.value(i));
            }
            return "slow";
          }
        });
    return async(() -> await(async(() -> "fast" + await(w.value(1))).race(slow)));
  }

  static Future<?> nullFuture(World w) {
    return async(() -> {
      try {
        return await((Future<Integer>) null);
      } catch (NullPointerException e) {
        return await(w.value("null"));
      }
    });
  }

  static Future<?> nullFutureUncaught(World w) {
    return async(() -> {
      try (var r = w.open("r")) {
        return w.note("x", 1) + await((Future<Integer>) null);
      }
    });
  }

  static Future<?> failingFutureExpression(World w) {
    return async(() -> {
      try {
        return 1 + await(boom(w));
      } catch (IllegalStateException e) {
        return e.getMessage() + await(w.value(1));
      }
    });
  }

  private static Future<Integer> boom(World w) {
    throw new IllegalStateException("before there is a future");
  }

  static Future<?> expressionLambdaOfEachForm(World w) {
    return async(() ->
        List.of(
            await(async(() -> await(w.value(1)))),
            await(async(() -> w.value(2))) == null,
            await(async(() -> 1 + 1))));
  }

  static Future<?> mapOfAwaits(World w) {
    return async(() -> Map.of(await(w.value("k")), await(w.value(1))));
  }

  static Future<?> streamBetween(World w) {
    return async(() -> {
      int n = await(w.value(3));
      int sum = Arrays.stream(new int[] {1, 2, 3}).map(x -> x * n).sum();
      return sum + await(w.value(1));
    });
  }

  static Future<?> conditionalFuture(World w) {
    return async(() -> await(await(w.value(false)) ? w.value("a") : w.value("b")));
  }

  static Future<?> sameFutureInTwoVariables(World w) {
    return async(() -> {
      Future<String> f = w.value("x");
      Future<String> g = f;
      String s = await(g);
      return s + (f == g);
    });
  }

  static Future<?> reassignedFuture(World w) {
    return async(() -> {
      Future<Integer> f = w.value(1);
      int sum = 0;
      for (int i = 0; i < 3; i++) {
        sum += await(f);
        f = w.value(i * 10);
      }
      return sum + await(f);
    });
  }

  static Future<?> codeAfterInfiniteLoop(World w) {
    return async(() -> {
      int i = 0;
      loop:
      while (true) {
        switch (await(w.value(i++))) {
          case 2:
            break loop;
          default:
        }
      }
      return i;
    });
  }

  static Future<?> emptyStatements(World w) {
    return async(() -> {
      {
      }
      await(w.value(1));
      return;
    });
  }

  static Future<?> stackAtBranchTargets(World w) {
    return async(() ->
        w.note("a", 5)
            + (await(w.value(true)) ? w.note("b", 1) : await(w.value(2)))
            + (await(w.value(3)) > 2 && await(w.value(4)) > 3 ? 100 : 200));
  }

  static Future<?> awaitInSwitchSelectorInsideCall(World w) {
    return async(() ->
        String.valueOf(
            new char[] {
              switch (await(w.value(1))) {
                case 1 -> 'x';
                default -> 'y';
              },
              await(w.value('z'))
            }));
  }
}
