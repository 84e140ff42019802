package dev.wakeful.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each rule of a [ContractCheck] finds what breaks it, and says so in its own words.
@Tag("F-117")
@Tag("F-123")
class PlantedViolationsTest {

  static List<Plant> plants() {
    Plants plants = new Plants();
    PlantedFutures.add(plants);
    PlantedStreams.add(plants);
    return plants.all;
  }

  @ParameterizedTest
  @MethodSource("plants")
  void itIsFoundAndNamed(Plant plant) throws Exception {
    ContractReport report = plant.check.run();
    assertThat(report.violations())
        .as("%s", report)
        .anyMatch(found -> found.rule() == plant.rule && found.what().contains(plant.words));
    assertThatThrownBy(report::assertHolds)
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll(plant.words, plant.rule.rule(), plant.rule.remedy());
  }

  @Test
  void everyRuleHasAPlant() {
    Set<ContractRule> planted = EnumSet.noneOf(ContractRule.class);
    plants().forEach(plant -> planted.add(plant.rule));
    assertThat(planted).containsExactlyInAnyOrder(ContractRule.values());
    assertThat(plants()).hasSizeGreaterThan(40);
  }

  @Test
  void theGroundInWhichTheyArePlantedIsSound() throws Exception {
    ContractCheck.ofFuture("broken", probe -> new Broken(probe.value(1))).assertHolds();
  }

  /// Something broken, the rule and the words that must tell.
  record Plant(ContractRule rule, String words, ContractCheck check) {
    @Override
    public String toString() {
      return rule + ": " + words;
    }
  }

  /// All of them.
  static final class Plants {
    private final List<Plant> all = new ArrayList<>();

    void future(ContractRule rule, String words, ContractCheck.FutureMaker maker) {
      all.add(new Plant(rule, words, ContractCheck.ofFuture("broken", maker)));
    }

    void stream(ContractRule rule, String words, ContractCheck.StreamMaker maker) {
      all.add(new Plant(rule, words, ContractCheck.ofStream("broken", maker)));
    }

    void sink(ContractRule rule, String words, ContractCheck.SinkMaker<Integer> maker) {
      all.add(new Plant(rule, words, ContractCheck.ofSink("broken", List.of(1, 2), maker)));
    }
  }
}
