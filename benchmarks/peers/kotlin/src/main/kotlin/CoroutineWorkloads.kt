package dev.wakeful.peers

import java.util.concurrent.CountDownLatch
import java.util.concurrent.atomic.AtomicInteger
import java.util.function.Function
import java.util.function.Supplier
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.channels.trySendBlocking
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import kotlinx.coroutines.yield

private const val MANY = 10_000
private const val SPINNERS = 4
private const val YIELDERS = 200
private const val YIELDS = 1_000
private const val PAIRS = 1_000
private const val CHAIN = 1_000
private const val RING = 1_000
private const val HOPS = 10_000
private const val CALLS = 100

/**
 * The Kotlin peer of `./run bench scheduler`: the workloads of `SchedulerBench.java` as one writes
 * them with coroutines, on the default dispatcher, whose two workers system properties give it.
 *
 * Functions of the JDK, so that neither side needs the other to compile.
 */
class CoroutineWorkloads : Function<String, Any> {
  // a job without a parent for each, as Tokio's tasks have none: children of one job queue up in it
  private val scope = object : CoroutineScope {
    override val coroutineContext = Dispatchers.Default
  }

  /** One iteration of a workload, a `Runnable`; or a `Supplier` that starts a task which is idle. */
  override fun apply(workload: String): Any =
    when (workload) {
      "spawn_many" -> Runnable { spawnMany() }
      "spawn_many_busy" -> {
        repeat(SPINNERS) { scope.launch { while (true) yield() } }
        Runnable { spawnMany() }
      }
      "spawn_many_local" -> inside { done ->
        val left = Countdown(MANY, done)
        repeat(MANY) { scope.launch { left.arrive() } }
      }
      "spawn_join" -> inside { done ->
        val jobs = ArrayList<Job>(MANY)
        repeat(MANY) { jobs.add(scope.launch {}) }
        jobs.forEach { it.join() }
        done.countDown()
      }
      "yield_many" -> Runnable {
        val done = CountDownLatch(1)
        val left = Countdown(YIELDERS, done)
        repeat(YIELDERS) {
          scope.launch {
            repeat(YIELDS) { yield() }
            left.arrive()
          }
        }
        done.await()
      }
      "ping_pong" -> inside { done ->
        val left = Countdown(PAIRS, done)
        repeat(PAIRS) { scope.launch { pingPong(left) } }
      }
      "chained_spawn" -> inside { done -> chain(done, CHAIN) }
      "token_ring" -> Ring(scope)
      "spawn_blocking" -> inside { done ->
        repeat(CALLS) { withContext(Dispatchers.IO) {} }
        done.countDown()
      }
      "memory_parked" -> Supplier<Any> { scope.launch { awaitCancellation() } }
      "memory_sleeping" -> Supplier<Any> { scope.launch { delay(3_600_000) } }
      "memory_channel" -> Supplier<Any> {
        val channel = Channel<Int>(1)
        scope.launch { channel.receive() }
        channel
      }
      else -> throw IllegalArgumentException("no workload $workload")
    }

  private fun inside(body: suspend (CountDownLatch) -> Unit) = Runnable {
    val done = CountDownLatch(1)
    scope.launch { body(done) }
    done.await()
  }

  private fun spawnMany() {
    val done = CountDownLatch(1)
    val left = Countdown(MANY, done)
    repeat(MANY) { scope.launch { left.arrive() } }
    done.await()
  }

  private suspend fun pingPong(left: Countdown) {
    val ball = CompletableDeferred<Unit>()
    val back = CompletableDeferred<Unit>()
    scope.launch {
      ball.await()
      back.complete(Unit)
    }
    ball.complete(Unit)
    back.await()
    left.arrive()
  }

  private fun chain(done: CountDownLatch, left: Int) {
    if (left == 0) done.countDown() else scope.launch { chain(done, left - 1) }
  }
}

private class Countdown(count: Int, private val done: CountDownLatch) {
  private val left = AtomicInteger(count)

  fun arrive() {
    if (left.decrementAndGet() == 0) done.countDown()
  }
}

/** Tasks in a circle, each with a channel of one slot; a token carries the hops that are left. */
private class Ring(scope: CoroutineScope) : Runnable {
  private val channels = List(RING) { Channel<Int>(1) }

  @Volatile private var done = CountDownLatch(0)

  init {
    channels.forEachIndexed { i, own ->
      val next = channels[(i + 1) % RING]
      scope.launch {
        for (left in own) {
          if (left == 0) done.countDown() else next.send(left - 1)
        }
      }
    }
  }

  override fun run() {
    done = CountDownLatch(1)
    channels[0].trySendBlocking(HOPS)
    done.await()
  }
}
