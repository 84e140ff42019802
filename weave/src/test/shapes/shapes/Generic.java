package shapes;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;

import dev.wakeful.async.AsyncBody;
import dev.wakeful.future.Future;
import dev.wakeful.weave.kit.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Generics, the casts they hide, and the exceptions they hide.
final class Generic {
  private Generic() {}

  static Future<?> hiddenCast(World w) {
    return async(
        () -> first(w, List.of("a", "b")).length() + await(first2(w, List.of("xyz"))).length());
  }

  private static String first(World w, List<String> list) {
    return list.get(0);
  }

  private static <T> Future<T> first2(World w, List<T> list) {
    return async(() -> {
      T it = await(w.value(list)).get(0);
      await(w.value(1));
      return it;
    });
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // a shape of generics
  static Future<?> classCastAtTheAwait(World w) {
    return async(() -> {
      try {
        String s = await((Future<String>) (Future) w.value(1));
        return "no " + s;
      } catch (ClassCastException e) {
        return await(w.value("cast"));
      }
    });
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // a shape of generics
  static Future<?> classCastUncaught(World w) {
    return async(() -> w.note("a", 1) + await((Future<String>) (Future) w.value(2)).length());
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // a shape of generics
  static Future<?> noCastWhenNobodyLooks(World w) {
    return async(() -> {
      List<String> list = new ArrayList<>();
      list.add(await((Future<String>) (Future) w.value(1)).toString());
      await((Future<String>) (Future) w.value(2));
      return list;
    });
  }

  static Future<?> bounded(World w) {
    return max(w, List.of(3, 9, 4));
  }

  private static <T extends Comparable<? super T>> Future<T> max(World w, List<? extends T> list) {
    return async(() -> {
      T best = null;
      for (T each : list) {
        T seen = await(w.value(each));
        if (best == null || seen.compareTo(best) > 0) {
          best = seen;
        }
      }
      return best;
    });
  }

  static Future<?> intersection(World w) {
    return both(w, "text");
  }

  private static <T extends CharSequence & Comparable<T>> Future<String> both(World w, T it) {
    return async(() -> {
      T got = await(w.value(it));
      int n = got.length();
      await(w.value(n));
      return got.compareTo(it) + " " + got.charAt(1) + n;
    });
  }

  static Future<?> wildcard(World w) {
    List<? super Integer> sink = new ArrayList<>(List.of("x"));
    Future<? extends Number> number = w.value(3);
    return async(() -> {
      sink.add(await(number).intValue());
      Object o = sink.get(await(w.value(0)));
      return o + "" + sink.get(1);
    });
  }

  static Future<?> genericArray(World w) {
    return swap(w, "a", "b");
  }

  @SafeVarargs
  private static <T> Future<List<T>> swap(World w, T... items) {
    return async(() -> {
      T t = items[0];
      items[0] = await(w.value(items[1]));
      items[await(w.value(1))] = t;
      return List.of(items);
    });
  }

  static <E extends Exception> void sneak(Exception e) throws E {
    @SuppressWarnings("unchecked") // a shape of generics
    E it = (E) e;
    throw it;
  }

  static Future<?> sneakyChecked(World w) {
    return async(() -> {
      try {
        await(w.value(0));
        Generic.<RuntimeException>sneak(new java.io.IOException("sneaky"));
      } catch (Exception e) {
        return e.getClass().getName() + await(w.value(1));
      }
      return null;
    });
  }

  static Future<?> mapOfLists(World w) {
    return async(() -> {
      Map<String, List<Integer>> map = new HashMap<>();
      for (int i = 0; i < 4; i++) {
        map.computeIfAbsent(await(w.value(i % 2 == 0 ? "even" : "odd")), k -> new ArrayList<>())
            .add(await(w.value(i)));
      }
      return List.of(map.get("even"), map.get("odd"));
    });
  }

  static Future<?> comparatorInBody(World w) {
    return async(() -> {
      List<String> list = new ArrayList<>(await(w.value(List.of("ccc", "a", "bb"))));
      int sign = await(w.value(-1));
      list.sort(Comparator.comparing(s -> sign * s.length()));
      return list;
    });
  }

  interface Source<T> {
    Future<T> next(World w);
  }

  static final class Numbers implements Source<Integer> {
    int n;

    @Override
    public Future<Integer> next(World w) {
      return async(() -> await(w.value(++n)) + n);
    }
  }

  static Future<?> bridge(World w) {
    Source<? extends Number> source = new Numbers();
    return async(() -> await(source.next(w)).doubleValue() + await(source.next(w)).longValue());
  }

  abstract static class Template<A, B> {
    abstract Future<B> step(World w, A a);

    <C> Future<C> twice(World w, A a, Function<B, C> finish) {
      return async(() -> {
        B once = await(step(w, a));
        B again = await(step(w, a));
        w.log("once ", once);
        return finish.apply(again);
      });
    }
  }

  static Future<?> templateMethod(World w) {
    return new Template<String, Integer>() {
      @Override
      Future<Integer> step(World w, String s) {
        return async(() -> s.length() + await(w.value(1)));
      }
    }.twice(w, "four", n -> "n" + n);
  }

  static <T> Future<T> call(AsyncBody<T> body) {
    return async(body);
  }

  static Future<?> bodyThroughAGenericMethod(World w) {
    return call(() -> await(w.value("x")) + await(call(() -> await(w.value(1)) + 1)));
  }

  static Future<?> futureOfFuture(World w) {
    return async(() -> {
      Future<Future<String>> outer = async(() -> async(() -> await(w.value("deep"))));
      return await(await(outer));
    });
  }
}
