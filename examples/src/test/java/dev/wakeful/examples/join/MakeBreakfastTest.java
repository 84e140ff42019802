package dev.wakeful.examples.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.examples.Output;
import org.junit.jupiter.api.Test;

class MakeBreakfastTest {
  @Test
  void eggsAndToastTakeTurnsThenCoffeeKnowsOfBoth() throws Exception {
    assertThat(Output.of(MakeBreakfast::run))
        .containsExactly(
            "by hand:",
            "  boil eggs, 1 of 3",
            "  toast bread, 1 of 2",
            "  boil eggs, 2 of 3",
            "  toast bread, 2 of 2",
            "  boil eggs, 3 of 3",
            "  pour coffee for 2 eggs and 3 toasts, 1 of 1",
            "breakfast: 2 eggs, 3 toasts and coffee",
            "with the library:",
            "  boil eggs",
            "  toast bread",
            "  pour coffee for 2 eggs and 3 toasts",
            "breakfast: 2 eggs, 3 toasts and coffee");
  }

  @Test
  void nothingIsMadeBeforeItIsPolled() throws Exception {
    assertThat(
            Output.of(out -> {
              var _ = MakeBreakfast.byHand(out);
              var _ = MakeBreakfast.withTheLibrary(out);
            }))
        .isEmpty();
  }
}
