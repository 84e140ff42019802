package dev.wakeful.reactor;

import static dev.wakeful.env.Poller.READ;
import static dev.wakeful.env.Poller.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.reactor.ScriptedPoller.Thing;
import dev.wakeful.task.Context;
import dev.wakeful.testkit.CountingWaker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReactorTest {
  private final ScriptedPoller poller = new ScriptedPoller();
  private final Thing thing = new Thing();
  private final CountingWaker reader = new CountingWaker();
  private final CountingWaker writer = new CountingWaker();
  private Reactor reactor;
  private Registration registration;

  @BeforeEach
  void watchOneThing() throws IOException {
    reactor = new Reactor(new PollerEnv(poller));
    registration = reactor.register(thing, Direction.READ);
  }

  private long pollRead() throws IOException {
    return registration.pollReady(Context.of(reader), Direction.READ);
  }

  private long pollWrite() throws IOException {
    return registration.pollReady(Context.of(writer), Direction.WRITE);
  }

  private void event(int readiness) throws IOException {
    poller.event(thing, readiness);
    reactor.turn(0);
  }

  @Test
  void anEventWakesTheTaskThatWaitsForItsDirectionAndNoOther() throws IOException {
    assertThat(pollRead()).isEqualTo(Registration.PENDING);
    registration.clear(Direction.WRITE, pollWrite());
    assertThat(pollWrite()).isEqualTo(Registration.PENDING);

    event(READ);
    assertThat(reader.count()).isEqualTo(1);
    assertThat(writer.count()).isZero();
    assertThat(pollRead()).isNotEqualTo(Registration.PENDING);
    assertThat(pollWrite()).isEqualTo(Registration.PENDING);

    event(WRITE);
    assertThat(writer.count()).isEqualTo(1);
    assertThat(pollWrite()).isNotEqualTo(Registration.PENDING);
  }

  @Test
  void oneEventMayTellBothDirectionsAndEachIsUsedByItself() throws IOException {
    registration.clear(Direction.WRITE, pollWrite());
    assertThat(pollRead() | pollWrite()).isEqualTo(Registration.PENDING);
    event(READ | WRITE);
    assertThat(List.of(reader.count(), writer.count())).containsExactly(1, 1);
    registration.clear(Direction.READ, pollRead());
    assertThat(registration.ready(Direction.WRITE)).isNotEqualTo(Registration.PENDING);
  }

  @Test
  void theLatestTaskIsWoken() throws IOException {
    assertThat(pollRead()).isEqualTo(Registration.PENDING);
    CountingWaker later = new CountingWaker();
    registration.pollReady(Context.of(later), Direction.READ);
    event(READ);
    assertThat(reader.count()).isZero();
    assertThat(later.count()).isEqualTo(1);
  }

  @Test
  void clearingWithAnOldSnapshotKeepsTheNewerReadiness() throws IOException {
    event(READ);
    long old = pollRead();
    for (int i = 0; i < 256; i++) { // an eight-bit tick would be back where it was
      event(READ);
    }
    registration.clear(Direction.READ, old);
    long fresh = pollRead();
    assertThat(fresh).isNotEqualTo(Registration.PENDING).isNotEqualTo(old);
    registration.clear(Direction.READ, fresh);
    assertThat(pollRead()).isEqualTo(Registration.PENDING);
  }

  @Test
  void eventsOfTheOtherDirectionDoNotKeepAReadinessFromBeingCleared() throws IOException {
    for (int i = 0; i < 1_000; i++) {
      event(READ);
      long snapshot = pollRead();
      event(WRITE);
      registration.clear(Direction.READ, snapshot);
      assertThat(pollRead()).isEqualTo(Registration.PENDING);
    }
  }

  @Test
  void anEventUnderWayToTheFormerOwnerOfAPlaceIsDropped() throws IOException {
    poller.event(thing, READ);
    Thing other = new Thing();
    List<Registration> successor = new ArrayList<>();
    long formerToken = poller.tokenOf(thing);
    poller.beforeTelling(() -> {
      try {
        registration.close();
        successor.add(reactor.register(other, Direction.READ));
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    });
    reactor.turn(0);

    assertThat((int) poller.tokenOf(other))
        .as("the place, used again")
        .isEqualTo((int) formerToken);
    assertThat(poller.tokenOf(other)).isNotEqualTo(formerToken);
    assertThat(successor.getFirst().ready(Direction.READ)).isEqualTo(Registration.PENDING);
    assertThat(reactor.registrations()).isEqualTo(1);
  }

  @Test
  void theUsualRoundOfEventReadAndWaitSwitchesNothing() throws IOException {
    for (int i = 0; i < 100; i++) {
      assertThat(pollRead()).isEqualTo(Registration.PENDING);
      event(READ);
      registration.clear(Direction.READ, pollRead());
    }
    assertThat(poller.updates).isZero();
  }

  @Test
  void aSlowReaderCostsOneNeedlessEvent() throws IOException {
    event(READ);
    assertThat(poller.wishesOf(thing)).isEqualTo(READ);
    event(READ);
    assertThat(poller.wishesOf(thing)).isZero();

    registration.clear(Direction.READ, pollRead());
    assertThat(poller.wishesOf(thing)).as("nobody waits yet").isZero();
    assertThat(pollRead()).isEqualTo(Registration.PENDING);
    assertThat(poller.wishesOf(thing)).isEqualTo(READ);
  }

  @Test
  void roomToWriteIsAskedForOnlyWhileATaskWaitsForIt() throws IOException {
    registration.clear(Direction.WRITE, pollWrite());
    assertThat(poller.wishesOf(thing)).isEqualTo(READ);
    assertThat(pollWrite()).isEqualTo(Registration.PENDING);
    assertThat(poller.wishesOf(thing)).isEqualTo(READ | WRITE);
    event(WRITE);
    assertThat(poller.wishesOf(thing)).isEqualTo(READ);
  }

  @Test
  void afterTheEndNothingIsAskedAnyMore() throws IOException {
    event(READ);
    registration.clear(Direction.READ, pollRead());
    registration.rest(Direction.READ);
    assertThat(poller.wishesOf(thing)).isZero();
    assertThat(pollRead()).as("the end can be read again").isNotEqualTo(Registration.PENDING);
    assertThat(poller.wishesOf(thing)).isZero();
  }

  @Test
  void aBadWakerDoesNotCostTheOthersTheirWakeUp() throws IOException {
    List<Throwable> reported = new ArrayList<>();
    Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> reported.add(e));
    try {
      registration.pollReady(
          Context.of(() -> {
            throw new IllegalStateException("bad waker");
          }),
          Direction.READ);
      registration.clear(Direction.WRITE, pollWrite());
      assertThat(pollWrite()).isEqualTo(Registration.PENDING);
      event(READ | WRITE);
    } finally {
      Thread.currentThread().setUncaughtExceptionHandler(null);
    }
    assertThat(writer.count()).isEqualTo(1);
    assertThat(reported).singleElement().asString().contains("bad waker");
  }

  @Test
  void closingARegistrationWakesItsTasksWithAFailure() throws IOException {
    assertThat(pollRead()).isEqualTo(Registration.PENDING);
    registration.close();
    registration.close();
    assertThat(reader.count()).isEqualTo(1);
    assertThatThrownBy(this::pollRead)
        .isInstanceOf(IOException.class)
        .hasMessage("the socket is closed");
    assertThat(poller.tokens).isEmpty();
    assertThat(reactor.registrations()).isZero();
  }

  @Test
  void closingTheReactorWakesEveryTaskWithAFailure() throws IOException {
    assertThat(pollRead()).isEqualTo(Registration.PENDING);
    reactor.close();
    reactor.close();
    assertThat(reader.count()).isEqualTo(1);
    assertThat(poller.closed).isTrue();
    assertThat(reactor.registrations()).isZero();
    assertThatThrownBy(this::pollRead)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("runtime");
    assertThatThrownBy(this::pollWrite).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> reactor.register(new Thing())).hasMessageContaining("is closed");
    assertThatThrownBy(() -> reactor.turn(0)).hasMessageContaining("is closed");
    registration.close();
  }

  @Test
  void thePlacesGrowAndAreUsedAgain() throws IOException {
    List<Registration> many = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 1_000; i++) {
        many.add(reactor.register(new Thing(), Direction.READ));
      }
      assertThat(reactor.registrations()).isEqualTo(1_001);
      assertThat(poller.tokens.values()).doesNotHaveDuplicates();
      assertThat(poller.tokens.values()).allMatch(token -> (int) (long) token <= 1_000);
      many.forEach(Registration::close);
      many.clear();
    }
    assertThat(reactor.registrations()).isEqualTo(1);
    event(READ);
    assertThat(pollRead()).isNotEqualTo(Registration.PENDING);
  }
}
