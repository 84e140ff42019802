/// The ways out: `CompletableFuture`, `Flow.Publisher`, `Iterator` and `java.util.stream.Stream`.
///
/// Wakeful's futures and streams do nothing until somebody polls them; what is on the other side
/// runs by itself. So whatever goes out needs somebody to poll it, a [Spawner][dev.wakeful.executor
/// .Spawner] or a thread that waits, and is made by [Bridge]. What comes in needs nobody, and is
/// made by the types themselves:
///
/// | in | out |
/// |---|---|
/// | `Future.fromStage` | `Bridge.toCompletableFuture` |
/// | `Stream.fromPublisher` | `Bridge.toPublisher` |
/// | `Stream.fromJavaStream`, `Stream.fromIterable` | `Bridge.toJavaStream`, `Bridge.toIterator` |
///
/// Cancellation goes both ways, failures stay the objects they were, and what one side has not
/// asked for, the other does not make.
package dev.wakeful.bridge;
