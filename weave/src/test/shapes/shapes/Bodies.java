package shapes;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.asyncConsumer;
import static dev.wakeful.async.Async.asyncFunction;
import static dev.wakeful.async.Async.await;

import dev.wakeful.async.AsyncAction;
import dev.wakeful.async.AsyncBiConsumer;
import dev.wakeful.async.AsyncBiFunction;
import dev.wakeful.async.AsyncBody;
import dev.wakeful.async.AsyncConsumer;
import dev.wakeful.async.AsyncFunction;
import dev.wakeful.future.Future;
import dev.wakeful.future.ThrowingFunction;
import dev.wakeful.weave.kit.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Bodies that are kept, started twice, take arguments, or are method references.
final class Bodies {
  private final World w;
  private int field = 10;

  private Bodies(World w) {
    this.w = w;
  }

  static Future<?> keptAndStartedTwice(World w) {
    int[] starts = {0};
    AsyncBody<String> body =
        () -> {
          int mine = ++starts[0];
          return "run " + mine + await(w.value(mine)) + starts[0];
        };
    return async(() -> {
      Future<String> a = async(body);
      Future<String> b = body.start();
      return await(b) + await(a);
    });
  }

  static Future<?> keptActionStartedTwice(World w) {
    AsyncAction action = () -> w.log("action ", await(w.value(1)));
    return async(() -> {
      await(async(action));
      await(action.start());
    });
  }

  static Future<?> twoInTurns(World w) {
    AsyncBody<Integer> body =
        () -> {
          int sum = 0;
          for (int i = 0; i < 3; i++) {
            sum += await(w.value(i));
            w.log("sum ", sum);
          }
          return sum;
        };
    return body.start().join(body.start());
  }

  static Future<?> function(World w) {
    int captured = 5;
    AsyncFunction<Integer, String> f = x -> "f" + x + await(w.value(captured));
    return async(() -> await(f.start(1)) + await(f.start(2)));
  }

  static Future<?> functionBlock(World w) {
    long captured = 1L << 40;
    AsyncFunction<List<String>, Long> f =
        list -> {
          long n = captured;
          for (String s : list) {
            n += await(w.value(s)).length();
          }
          list = null;
          await(w.value(list));
          return n;
        };
    return f.start(List.of("a", "bb", "ccc"));
  }

  static Future<?> biFunction(World w) {
    String captured = "c";
    double other = 2.5;
    AsyncBiFunction<String, Integer, String> f =
        (s, n) -> {
          String r = captured;
          while (n > 0) {
            r += s + await(w.value(n--));
          }
          return r + other;
        };
    return f.start("x", 3);
  }

  static Future<?> consumer(World w) {
    AsyncConsumer<String> c = s -> w.log("consumed ", s, await(w.value(1)));
    return async(() -> {
      await(c.start("a"));
      await(c.start("b"));
    });
  }

  static Future<?> biConsumer(World w) {
    Map<String, Integer> map = new TreeMap<>();
    AsyncBiConsumer<String, Integer> c = (k, v) -> map.put(k, v + await(w.value(10)));
    return async(() -> {
      await(c.start("a", 1));
      await(c.start("b", 2));
      return map;
    });
  }

  static Future<?> asyncFunctionHelper(World w) {
    ThrowingFunction<Integer, Future<Integer>> f = asyncFunction(x -> x * await(w.value(2)));
    return w.value(3).andThen(f);
  }

  static Future<?> asyncConsumerHelper(World w) {
    return w.value("x").andThen(asyncConsumer(x -> w.log("got ", x, await(w.value(1)))));
  }

  static Future<?> functionAsArgument(World w) {
    return each(w, List.of(1, 2, 3), x -> x + await(w.value(x * 10)));
  }

  private static <A, B> Future<List<B>> each(World w, List<A> items, AsyncFunction<A, B> f) {
    return async(() -> {
      List<B> out = new ArrayList<>();
      for (A item : items) {
        out.add(await(f.start(item)));
      }
      return out;
    });
  }

  static Future<?> argumentsAreNull(World w) {
    AsyncBiFunction<String, Object, String> f = (a, b) -> a + await(w.value("-")) + b;
    return f.start(null, null);
  }

  static Future<?> captureAndThis(World w) {
    return new Bodies(w).withThis(3);
  }

  private Future<?> withThis(int n) {
    AsyncFunction<Integer, Integer> f =
        x -> {
          field += await(w.value(x)) * n;
          return field;
        };
    return async(() -> await(f.start(1)) * 1000 + await(f.start(2)));
  }

  static Future<?> staticReference(World w) {
    World[] world = {w};
    current = w;
    AsyncBody<String> body = Bodies::fixed;
    return async(() -> await(async(Bodies::fixed)) + await(body.start()) + world.length);
  }

  private static World current;

  private static String fixed() throws Exception {
    return "fixed" + await(current.value(1));
  }

  static Future<?> boundReference(World w) {
    Bodies it = new Bodies(w);
    return async(it::compute);
  }

  String compute() throws Exception {
    field += await(w.value(5));
    return "computed" + field;
  }

  static Future<?> privateReference(World w) {
    return new Bodies(w).startHidden();
  }

  private Future<?> startHidden() {
    return async(this::hidden);
  }

  private int hidden() throws Exception {
    int x = await(w.value(1));
    return x + field + await(w.value(2));
  }

  static Future<?> referenceReturningLong(World w) {
    return async(new Bodies(w)::big);
  }

  private long big() throws Exception {
    return (1L << 40) + await(w.value(1));
  }

  static Future<?> voidReference(World w) {
    Bodies it = new Bodies(w);
    AsyncAction action = it::act;
    return async(() -> {
      await(async(action));
      await(action.start());
      return it.field;
    });
  }

  private void act() throws Exception {
    field *= await(w.value(2));
  }

  static Future<?> functionReference(World w) {
    Bodies it = new Bodies(w);
    AsyncFunction<Integer, String> f = it::show;
    return async(() -> await(f.start(1)) + await(it.w.value(2)));
  }

  private String show(int x) throws Exception {
    return "show" + await(w.value(x));
  }

  static Future<?> unboundReference(World w) {
    AsyncFunction<Bodies, Integer> f = Bodies::hidden;
    return f.start(new Bodies(w));
  }

  static Future<?> unboundWithArgument(World w) {
    AsyncBiFunction<Bodies, Integer, String> f = Bodies::show;
    return f.start(new Bodies(w), 6);
  }

  static Future<?> staticWithArguments(World w) {
    AsyncBiFunction<World, String, Integer> f = Bodies::measure;
    AsyncBiConsumer<World, String> c = Bodies::measure;
    return async(() -> {
      await(c.start(w, "ignored"));
      return await(f.start(w, "four"));
    });
  }

  private static int measure(World w, String s) throws Exception {
    return await(w.value(s)).length();
  }

  static Future<?> constructorReference(World w) {
    AsyncFunction<World, Bodies> f = Bodies::new;
    return async(() -> await(f.start(w)).field + await(w.value(1)));
  }

  static Future<?> referenceToAMethodWithoutAwait(World w) {
    AsyncBody<String> body = "text"::toUpperCase;
    AsyncFunction<String, Integer> f = String::length;
    return async(() -> await(body.start()) + await(f.start("abc")) + await(w.value(1)));
  }

  static Future<?> referenceEvaluatedOnce(World w) {
    return async(make(w)::compute);
  }

  private static Bodies make(World w) {
    w.log("made");
    return new Bodies(w);
  }

  static Future<?> referenceToNull(World w) {
    Bodies nobody = null;
    return async(() -> {
      try {
        return await(async(nobody::compute)) + await(w.value("never"));
      } catch (NullPointerException e) {
        return await(w.value("null"));
      }
    });
  }

  static Future<?> conditionalBody(World w) {
    AsyncBody<String> a = () -> "a" + await(w.value(1));
    AsyncBody<String> b = () -> "b" + await(w.value(2));
    return async(() -> await(async(await(w.value(true)) ? a : b)) + await(async(a)));
  }

  static Future<?> bodyReturnedFromMethod(World w) {
    return async(() -> await(maker(w, 1).start()) + await(maker(w, 2).start()));
  }

  private static AsyncBody<Integer> maker(World w, int n) {
    return () -> n * 10 + await(w.value(n));
  }

  static Future<?> bodiesInArray(World w) {
    @SuppressWarnings("unchecked")
    AsyncBody<Integer>[] all =
        new AsyncBody[] {
          (AsyncBody<Integer>) () -> await(w.value(1)), (AsyncBody<Integer>) () -> 20,
        };
    return async(() -> await(all[0].start()) + await(all[1].start()));
  }

  static Future<?> bodyInField(World w) {
    Bodies it = new Bodies(w);
    it.kept = () -> it.field + await(w.value(1));
    return async(() -> {
      it.field = 100;
      return await(it.kept.start());
    });
  }

  private AsyncBody<Integer> kept = () -> -1;

  static Future<?> castLambda(World w) {
    return async(() -> await(((AsyncBody<String>) () -> "cast" + await(w.value(1))).start()));
  }

  static Future<?> sameBodyInTwoPlaces(World w) {
    return async(() -> {
      int sum = 0;
      for (AsyncBody<Integer> each :
          List.<AsyncBody<Integer>>of(() -> await(w.value(1)), () -> 2)) {
        sum = sum * 10 + await(async(each)) + await(each.start());
      }
      return sum;
    });
  }
}
