package dev.wakeful.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.future.Future;
import java.lang.module.ModuleReader;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever `core` ships keeps the contract.
@Tag("C-1")
@Tag("C-2")
@Tag("C-3")
@Tag("C-8")
@Tag("C-12")
@Tag("C-15")
@Tag("C-16")
@Tag("C-17")
class ShippedContractTest {
  /// What no check is made of, and why.
  private static final Map<String, String> EXCUSED =
      Map.of(
          "dev.wakeful.future.Spine",
              "the inside of chains too deep for the stack; they are made of checked ones",
          "dev.wakeful.stream.SplitSink",
              "a half waits for the other half: it has tests of its own",
          "dev.wakeful.stream.SplitStream",
              "a half waits for the other half: it has tests of its own");

  static List<Shipped.Case> cases() {
    return Shipped.all().cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void itKeepsTheContract(Shipped.Case shipped) throws Exception {
    shipped.check().assertHolds();
  }

  @Test
  void everyFutureStreamAndSinkHasACheck() throws Exception {
    Shipped shipped = Shipped.all();
    for (Shipped.Case each : shipped.cases()) {
      each.check().run();
    }
    List<String> unchecked =
        coreClasses().stream()
            .filter(Shipped::isSubject)
            .filter(type -> !Modifier.isAbstract(type.getModifiers()))
            .filter(type -> !shipped.seen().contains(type))
            .map(Class::getName)
            .filter(type -> !EXCUSED.containsKey(type))
            .toList();

    assertThat(unchecked)
        .as(
            "classes of core that no check of ShippedFutures, ShippedStreams, ShippedSinks or ShippedIo sees")
        .isEmpty();
  }

  @Test
  void onlyWhatIsThereIsExcused() throws Exception {
    assertThat(coreClasses().stream().map(Class::getName)).containsAll(EXCUSED.keySet());
  }

  private static List<Class<?>> coreClasses() throws Exception {
    Module core = Future.class.getModule();
    ModuleLayer layer = core.getLayer();
    try (ModuleReader reader =
        layer.configuration().findModule(core.getName()).orElseThrow().reference().open()) {
      List<Class<?>> classes = new ArrayList<>();
      for (String file : reader.list().filter(name -> name.endsWith(".class")).toList()) {
        if (!file.endsWith("-info.class")) {
          String name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
          classes.add(Class.forName(name, false, core.getClassLoader()));
        }
      }
      assertThat(classes).hasSizeGreaterThan(50);
      return classes;
    }
  }
}
