package dev.wakeful.weave.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.weave.kit.Outcome;
import dev.wakeful.weave.kit.Schedule;
import dev.wakeful.weave.kit.Timing;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every shape in every form does what it does unwoven: value, failure, cause, suppressed, reported
/// failures and the order of all effects.
final class ShapesTest {
  private static String unwoven = "";

  @BeforeAll
  static void unwovenIsMeant() {
    unwoven = System.setProperty("wakeful.unwoven", "allow") + "";
  }

  @AfterAll
  static void asBefore() {
    if (unwoven.equals("null")) {
      System.clearProperty("wakeful.unwoven");
    } else {
      System.setProperty("wakeful.unwoven", unwoven);
    }
  }

  @TestFactory
  Stream<DynamicContainer> wovenIsAsUnwoven() {
    return matrix(new Oracle(Oracle.Extent.QUICK));
  }

  @Tag("long")
  @TestFactory
  Stream<DynamicContainer> wovenIsAsUnwovenUnderManySchedules() {
    return matrix(new Oracle(Oracle.Extent.LONG));
  }

  private static Stream<DynamicContainer> matrix(Oracle oracle) {
    return Form.woven()
        .map(form -> {
          Matrix matrix = new Matrix(form.name(), form.classes());
          return DynamicContainer.dynamicContainer(
              form.name(),
              oracle.names().stream()
                  .map(name ->
                      DynamicTest.dynamicTest(
                          name,
                          () -> assertThat(matrix.failures(name, oracle.of(name))).isEmpty())));
        });
  }

  @Test
  void thereAreAsManyShapesAsWeSay() {
    assertThat(new Shapes(Form.UNWOVEN.classes()).names())
        .hasSizeGreaterThan(350)
        .doesNotHaveDuplicates();
  }

  @Test
  void aDifferenceIsToldWithBothRecordsAndTheCode() {
    Schedule schedule = Schedule.natural(Timing.ONCE);
    Outcome other = new Shapes(Form.UNWOVEN.classes()).run("Stack.longBelow", schedule);

    List<String> failures =
        new Matrix("DEBUG", Form.DEBUG.classes())
            .failures("Stack.intBelow", Map.of(schedule, other));

    assertThat(failures).hasSize(1);
    assertThat(failures.getFirst())
        .contains("Stack.intBelow as DEBUG, once", "value java.lang.Long", "java.lang.Integer 3")
        .contains("shapes.Stack.txt");
  }
}
