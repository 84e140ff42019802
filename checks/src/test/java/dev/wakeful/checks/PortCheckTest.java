package dev.wakeful.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortCheckTest {
  @TempDir Path temporary;

  @Test
  void theLibraryTouchesTheWorldThroughItsPortsAlone() {
    assertThat(Waiver.apply(PortCheck.findings(House.library()), PortCheck.WAIVERS)).isEmpty();
  }

  @Test
  void thePortsThemselvesAreSeenButExcused() {
    Code library = House.library();

    assertThat(library.uses())
        .as("the check reads the code that reads the clock")
        .anySatisfy(use -> assertThat(use.owner() + "." + use.name()).endsWith("System.nanoTime"));
    assertThat(PortCheck.findings(library)).noneMatch(each -> each.place().contains(".env."));
  }

  @Test
  void everyRuleHasAPlantThatBreaksIt() {
    assertThat(PortPlants.statements().keySet())
        .containsExactlyInAnyOrderElementsOf(PortRules.ALL.stream().map(PortRule::api).toList());
  }

  @Test
  void everyPlantIsFoundByItsRule() {
    Map<String, String> sources = new LinkedHashMap<>();
    Map<String, String> ruleOf = new LinkedHashMap<>();
    PortPlants.statements()
        .forEach((api, statement) -> {
          String name = "planted.Plant" + sources.size();
          sources.put(name, plant(name, statement));
          ruleOf.put(name, api);
        });

    List<Finding> findings = PortCheck.findings(Planted.compile(temporary, sources));

    assertThat(ruleOf)
        .allSatisfy((name, api) ->
            assertThat(findings)
                .as("%s in %s", api, sources.get(name))
                .anyMatch(found -> found.place().equals(name) && found.what().equals(api)));
  }

  @Test
  void aFindingSaysWhereWhatAndWhatInstead() {
    Code code =
        Planted.compile(temporary, Map.of("planted.P", plant("planted.P", "System.nanoTime();")));

    assertThat(PortCheck.findings(code))
        .extracting(Finding::text)
        .containsExactly(
            "planted.P.go:6 uses java.lang.System.nanoTime (rule java.lang.System.nanoTime);"
                + " use Clock from Env.clock()");
  }

  @Test
  void methodReferencesLambdasFieldsAndInheritedMethodsAreFound() {
    Code code =
        Planted.compile(
            temporary,
            Map.of(
                "planted.Reference",
                plant("planted.Reference", "LongSupplier now = System::nanoTime;"),
                "planted.Made",
                plant("planted.Made", "Supplier<Object> maker = HashMap::new;"),
                "planted.Lambda",
                plant("planted.Lambda", "Runnable later = () -> Math.random();"),
                "planted.Initial",
                "package planted; class Initial { static final long START = System.nanoTime(); }",
                "planted.Inherited",
                plant("planted.Inherited", "new Sub().start();")
                    + "class Sub extends dev.wakeful.env.Sneaky {}",
                "dev.wakeful.env.Sneaky",
                "package dev.wakeful.env; public class Sneaky extends Thread {}"));

    assertThat(PortCheck.findings(code))
        .extracting(found -> found.place() + " " + found.what())
        .containsExactlyInAnyOrder(
            "planted.Reference java.lang.System.nanoTime",
            "planted.Made java.util.HashMap.<init>",
            "planted.Lambda java.lang.Math.random",
            "planted.Initial java.lang.System.nanoTime",
            "planted.Inherited java.lang.Thread.start");
  }

  @Test
  void onlyThePackageOfThePortsIsExcusedAndNoneBelowIt() {
    Code code =
        Planted.compile(
            temporary,
            Map.of(
                "dev.wakeful.env.Allowed",
                plant("dev.wakeful.env.Allowed", "System.nanoTime();"),
                "dev.wakeful.env.sub.Below",
                plant("dev.wakeful.env.sub.Below", "System.nanoTime();"),
                "dev.wakeful.environs.Beside",
                plant("dev.wakeful.environs.Beside", "System.nanoTime();")));

    assertThat(PortCheck.findings(code))
        .extracting(Finding::place)
        .containsExactlyInAnyOrder("dev.wakeful.env.sub.Below", "dev.wakeful.environs.Beside");
  }

  @Test
  void aClassThatUsesPortsAndValuesIsClean() {
    String statements =
        """
        dev.wakeful.env.Env env = null;
        env.clock().nanos();
        env.entropy().stream("label").nextInt();
        env.newParker().park(1);
        env.threads().start("worker", () -> {});
        env.sockets().connect(new java.net.InetSocketAddress(
            java.net.InetAddress.ofLiteral("127.0.0.1"), 1)).close();
        java.net.InetSocketAddress.createUnresolved("host", 1).getHostString();
        new LinkedHashMap<String, String>(); new LinkedHashSet<String>(); new TreeMap<String, String>();
        new SplittableRandom(42); List.of(1, 2); new ArrayBlockingQueue<String>(1).poll();
        Thread.currentThread(); Thread.onSpinWait(); java.time.Duration.ofMillis(1);
        String.format(Locale.ROOT, "%d", 1); "".toLowerCase(Locale.ROOT);
        new ReentrantLock().lock(); TimeUnit.SECONDS.toNanos(1); "a".hashCode();
        """;
    Code code = Planted.compile(temporary, Map.of("planted.C", plant("planted.C", statements)));

    assertThat(PortCheck.findings(code)).isEmpty();
  }

  @Test
  void aWaiverCoversOneApiInOneClassAndMustStillBeNeeded() {
    Code code =
        Planted.compile(temporary, Map.of("planted.P", plant("planted.P", "System.nanoTime();")));
    List<Finding> findings = PortCheck.findings(code);
    Waiver fits = new Waiver("planted.P", "java.lang.System.nanoTime", "it is a plant");
    Waiver stale = new Waiver("planted.P", "java.lang.Math.random", "it was a plant");
    Waiver mute = new Waiver("planted.P", "java.lang.System.nanoTime", " ");

    assertThat(Waiver.apply(findings, List.of(fits))).isEmpty();
    assertThat(Waiver.apply(findings, List.of(fits, stale)))
        .containsExactly("stale waiver: planted.P no longer does: java.lang.Math.random");
    assertThat(Waiver.apply(findings, List.of(mute)))
        .singleElement()
        .asString()
        .endsWith("has no reason");
    assertThat(Waiver.apply(findings, List.of())).hasSize(1);
  }

  /// A class with one method; the statement is on line 6.
  private static String plant(String type, String statement) {
    return """
    package %s;
    import java.util.*; import java.util.concurrent.*; import java.util.concurrent.locks.*;
    import java.util.function.*;
    class %s {
      void go() throws Throwable {
        %s
      }
    }
    """
        .formatted(Code.packageOf(type), type.substring(type.lastIndexOf('.') + 1), statement);
  }
}
