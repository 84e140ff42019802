package dev.wakeful.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.Future;
import dev.wakeful.scope.ScopeFixture.Flavour;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the failure of a child tells.
class ScopeFailureTest {

  @ParameterizedTest
  @EnumSource
  void theFailureOfAChildTellsWhereItWasSpawned(Flavour flavour) {
    try (ScopeFixture fixture = new ScopeFixture(flavour, true)) {
      assertThatThrownBy(() -> fixture.run(TaskScope.run(ScopeFailureTest::spawnsOneThatFails)))
          .hasMessage("first")
          .satisfies(failure -> {
            assertThat(failure.getSuppressed()[0]).hasMessage("spawned at");
            assertThat(failure.getSuppressed()[0].getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("spawnsOneThatFails"));
          });
    }
  }

  private static Future<Object> spawnsOneThatFails(TaskScope inside) {
    inside.spawn(Future.failed(new IllegalStateException("first"))).detach();
    return Future.pending();
  }
}
