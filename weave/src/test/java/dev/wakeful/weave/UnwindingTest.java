package dev.wakeful.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.future.Future;
import dev.wakeful.future.ThrowingFunction;
import dev.wakeful.task.Ambient;
import dev.wakeful.task.Cancelled;
import dev.wakeful.task.Context;
import dev.wakeful.task.Slots;
import dev.wakeful.task.Unhandled;
import dev.wakeful.task.Waker;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a body throws through itself when it is cancelled: nothing when nobody would catch it, one
/// object for all when nobody can look at it, else one of its own.
@Tag("C-25")
final class UnwindingTest {

  private static String body(String code) {
    return "class T { static Future<Integer> f(Future<Integer> x, List<Object> log) {"
        + " return async(() -> { "
        + code
        + " }); }"
        + " static AutoCloseable open() { return () -> {}; } }";
  }

  /// Starts bodies of this code, given their log, that await what never comes.
  private static ThrowingFunction<List<Object>, Future<?>> starter(String code) throws Exception {
    var method = Compiled.of(body(code)).load().getDeclaredMethod("f", Future.class, List.class);
    method.setAccessible(true);
    return log -> (Future<?>) method.invoke(null, Future.pending(), log);
  }

  /// The methods that woven code takes its cancellations from.
  private static List<String> thrown(String code) {
    List<String> names = new ArrayList<>();
    ClassFile.of()
        .parse(Compiled.of(body(code)).woven().classFile())
        .methods()
        .forEach(method ->
            method
                .code()
                .ifPresent(all -> {
                  for (CodeElement each : all) {
                    if (each instanceof InvokeInstruction call
                        && call.name().stringValue().startsWith("cancelled")) {
                      names.add(call.name().stringValue());
                    }
                  }
                }));
    return names;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return await(x);",
        "try { return await(x); } catch (RuntimeException e) { return 0; }",
        "try { log.add(1); } finally { log.add(2); } return await(x);",
      })
  void nothingIsThrownWhereNobodyWouldCatchIt(String code) {
    assertThat(thrown(code)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "try { return await(x); } finally { log.add(1); }",
        "try { return await(x); } catch (Throwable e) { log.add(1); throw e; }",
        "try { return await(x); } catch (Error e) { throw e; } finally { log.add(1); }",
        "try { try { return await(x); } finally { log.add(1); } } finally { log.add(2); }",
        "try { return await(x); } catch (IllegalStateException e) { log.add(e); return 1; }"
            + " finally { for (Object each : log) { Throwable e = null; log.add(e); } }",
      })
  void allShareOneObjectWhereNobodyCanLookAtIt(String code) {
    assertThat(thrown(code)).containsOnly("cancelledUnseen");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "try { return await(x); } catch (Throwable e) { log.add(e); throw e; }",
        "try { return await(x); } catch (Error e) { Error f = e; log.add(1); throw f; }",
        "try (var y = open()) { return await(x); }",
        "try { try { return await(x); } finally { log.add(1); } }"
            + " catch (Throwable e) { log.add(e); return 1; }",
        "try { try { return await(x); } catch (Throwable e) { throw e; } }"
            + " catch (Error e) { e.addSuppressed(new Exception()); return 1; }",
        "try { return await(x); } catch (dev.wakeful.task.Cancelled e) { return e.hashCode(); }",
      })
  void eachHasItsOwnWhereSomebodyCan(String code) {
    assertThat(thrown(code)).containsOnly("cancelled");
  }

  /// Whether the frame keeps what the runtime provides, for its clean-up.
  private static boolean keepsSlots(String code) throws Exception {
    Future<?> frame = starter(code).apply(new ArrayList<>());
    return Stream.of(frame.getClass().getDeclaredFields())
        .anyMatch(field -> field.getType() == Slots.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return await(x);",
        "try { return await(x); } catch (RuntimeException e) { log.add(e); return 0; }",
        "int[] n = {0}; try { return await(x); } finally { n[0]++; }",
        "int n = 0; try { return await(x); } catch (Throwable e) { n = 1 / n; throw e; }",
        "int[] n = {0}; try { try { return await(x); } finally { n[0]++; } } finally { n[0]--; }",
      })
  void whoseCleanUpCallsNothingKeepsNothingForIt(String code) throws Exception {
    assertThat(keepsSlots(code)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "try { return await(x); } finally { log.add(1); }",
        "try { return await(x); } finally { await(x); }",
        "try (var y = open()) { return await(x); }",
        "int[] n = {0}; try { try { return await(x); } finally { n[0]++; } }"
            + " finally { log.add(n); }",
        "try { return await(x); } catch (Throwable e) { return 0; }",
        "for (int i = 0; ; i++) { try { await(x); } finally { if (i < 9) continue; } }",
        "try { return await(x); } finally { if (log != null) throw new Error(); }",
      })
  void whoseCleanUpMayCallSomethingKeepsTheSlots(String code) throws Exception {
    assertThat(keepsSlots(code)).isTrue();
  }

  @Test
  void aFailureOfCleanUpThatCallsNothingIsToldToTheRuntimeThatCancels() throws Exception {
    Future<?> body =
        starter("int n = 0; try { return await(x); } finally { n = 1 / n; }")
            .apply(new ArrayList<>());
    assertThat(body.poll(Context.of(Waker.noop())).isPending()).isTrue();
    List<Throwable> told = new ArrayList<>();
    Slots slots = Slots.none().with(Unhandled.SLOT, (what, failure) -> told.add(failure));
    Ambient.run(() -> slots, body::cancel);
    assertThat(told).singleElement().isInstanceOf(ArithmeticException.class);
  }

  @Test
  void anAwaitOfCleanUpUnwindsAsWell() {
    assertThat(thrown("try { return await(x); } finally { log.add(await(x)); }"))
        .containsOnly("cancelledUnseen");
  }

  @Test
  void whatIsCaughtIsNotSharedAndNotCarriedOn() throws Exception {
    var starter =
        starter(
            "try { return await(x); } catch (Throwable e) {"
                + " e.addSuppressed(new Exception()); log.add(e); throw e; }");
    List<Object> log = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Future<?> body = starter.apply(log);
      assertThat(body.poll(Context.of(Waker.noop())).isPending()).isTrue();
      body.cancel();
    }
    assertThat(log)
        .hasSize(2)
        .doesNotHaveDuplicates()
        .allSatisfy(each -> {
          assertThat(each).isInstanceOf(Cancelled.class);
          assertThat(((Throwable) each).getSuppressed()).hasSize(1);
          assertThat(((Throwable) each).getStackTrace()).isEmpty();
        });
  }
}
