package dev.wakeful.weave.kit;

import dev.wakeful.future.Future;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where one run of a shape takes place: it gives out leaves that answer when the [Schedule] says,
/// and writes down what happens, in order.
///
/// A shape is a method `Future<?> shape(World w)`. It is run woven and unwoven, and both must leave
/// the same [Outcome].
public final class World {
  private final Schedule schedule;

  /// No shape writes so many lines, but a compiler's mistake can make a loop that never ends.
  private static final int LIMIT = 20_000;

  private final List<String> log = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private final List<Leaf<?>> leaves = new ArrayList<>();
  private boolean ending;

  /// A world in which nothing has happened.
  ///
  /// @param schedule when leaves answer
  public World(Schedule schedule) {
    this.schedule = schedule;
  }

  /// A leaf that is ready with a value.
  ///
  /// @param value what it gives
  public <T extends @Nullable Object> Future<T> value(T value) {
    return leaf(0, () -> value);
  }

  /// A leaf that fails.
  ///
  /// @param failure an exception or an error
  public <T extends @Nullable Object> Future<T> fail(Throwable failure) {
    return leaf(
        0,
        () -> {
          if (failure instanceof Exception e) {
            throw e;
          }
          throw (Error) failure;
        });
  }

  /// A leaf that is ready with a value, and whose graceful cancellation is Pending once.
  ///
  /// @param value what it gives
  public <T extends @Nullable Object> Future<T> lingering(T value) {
    return leaf(1, () -> value);
  }

  private <T extends @Nullable Object> Leaf<T> leaf(int lingering, Leaf.Answer<T> answer) {
    int number = leaves.size();
    Timing timing = ending ? schedule.cleanup() : schedule.timing();
    Leaf<T> leaf = new Leaf<>(this, number, timing.of(number), lingering, answer);
    leaves.add(leaf);
    log("make ", leaf);
    return leaf;
  }

  /// Writes a line.
  ///
  /// @param parts what it is made of; strings as they are, all else by [Describe]
  public void log(@Nullable Object... parts) {
    StringBuilder line = new StringBuilder();
    for (Object part : parts) {
      line.append(
          part instanceof String || part instanceof Leaf ? part.toString() : Describe.value(part));
    }
    if (log.size() >= LIMIT) {
      throw new AssertionError("the shape has written " + LIMIT + " lines: it seems never to end");
    }
    log.add(line.toString());
  }

  /// Writes a value down and gives it back: shows when an expression was evaluated.
  ///
  /// @param name for the line
  /// @param value any value
  public <T extends @Nullable Object> T note(String name, T value) {
    log(name, "=", value);
    return value;
  }

  /// A resource whose closing is written down.
  ///
  /// @param name for the line
  public Resource open(String name) {
    return open(name, null);
  }

  /// A resource whose closing is written down, and fails.
  ///
  /// @param name for the line
  /// @param atClose what it fails with, an exception or an error; null for nothing
  public Resource open(String name, @Nullable Throwable atClose) {
    log("open ", name);
    return new Resource(this, name, atClose);
  }

  /// Says that the run is being cancelled.
  void beginEnding() {
    ending = true;
    log("-- end");
  }

  /// Writes down what must never happen, and is the exception for it.
  IllegalStateException violated(String what) {
    violations.add(what);
    return new IllegalStateException(what);
  }

  /// Wakes the wakers of all leaves that are Pending.
  public void wakeAll() {
    leaves.forEach(Leaf::wake);
  }

  /// What happened so far.
  List<String> log() {
    return List.copyOf(log);
  }

  /// What was not allowed to happen, leaves left in the air included.
  List<String> violations() {
    List<String> all = new ArrayList<>(violations);
    for (Leaf<?> leaf : leaves) {
      if (leaf.leaked()) {
        all.add(leaf + " was neither finished nor cancelled");
      }
    }
    return all;
  }

  /// Something to be closed.
  public static final class Resource implements AutoCloseable {
    private final World world;
    private final String name;
    private final @Nullable Throwable atClose;

    Resource(World world, String name, @Nullable Throwable atClose) {
      this.world = world;
      this.name = name;
      this.atClose = atClose;
    }

    /// Its name.
    public String name() {
      return name;
    }

    @Override
    public void close() throws Exception {
      world.log("close ", name);
      if (atClose instanceof Exception e) {
        throw e;
      }
      if (atClose != null) {
        throw (Error) atClose;
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
