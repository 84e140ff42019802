package dev.wakeful.checks;

import java.util.ArrayList;
import java.util.List;

/// What only `dev.wakeful.env` may touch, and what everyone else uses in its place.
///
/// Not here, on purpose: `Thread.currentThread` and `Thread.onSpinWait`, which wait for nobody;
/// locks, whose order is not an input from outside; and `Runtime.availableProcessors`, a default
/// that a builder overrides.
final class PortRules {
  private static final String STRING_TO_VOID = "(Ljava/lang/String;";

  /// All rules.
  static final List<PortRule> ALL = new PortRules().rules;

  private final List<PortRule> rules = new ArrayList<>();

  private PortRules() {
    time();
    chance();
    threads();
    network();
    machine();
    order();
    output();
  }

  private void time() {
    String clock = "Clock from Env.clock()";
    deny(clock, "java.lang.System", "nanoTime", "currentTimeMillis");
    deny(clock, "java.time.**", "now");
    deny(clock, "java.time.Clock", "system*", "tick*");
    deny(clock, "java.time.InstantSource", "system");
    deny(clock, "java.util.Date", "<init>()V");
    deny(clock, "java.util.Calendar", "getInstance");
    deny(clock, "java.util.GregorianCalendar", "<init>()V");
  }

  private void chance() {
    String entropy = "a labelled stream from Env.entropy()";
    deny(entropy, "java.lang.Math", "random");
    deny(entropy, "java.lang.StrictMath", "random");
    deny(entropy, "java.util.concurrent.ThreadLocalRandom", "*");
    deny(entropy, "java.util.Random", "<init>()V");
    deny(entropy, "java.util.SplittableRandom", "<init>()V");
    deny(entropy, "java.security.SecureRandom", "<init>*", "getInstance*");
    deny(entropy, "java.util.random.RandomGenerator", "getDefault", "of");
    deny(entropy, "java.util.random.RandomGeneratorFactory", "*");
    deny(entropy, "java.util.UUID", "randomUUID");
    deny(entropy, "java.util.Collections", "shuffle(Ljava/util/List;)V");
  }

  private void threads() {
    String parker = "Parker from Env.newParker()";
    deny(parker, "java.util.concurrent.locks.LockSupport", "*");
    deny(parker, "java.util.concurrent.locks.Condition", "await*");
    deny(parker, "java.lang.Thread", "sleep", "yield");
    deny(parker, "java.util.concurrent.TimeUnit", "sleep", "timedWait", "timedJoin");
    deny(parker, "*", "wait()V", "wait(J)V", "wait(JI)V", "notify()V", "notifyAll()V");
    deny(parker, "java.util.concurrent.CountDownLatch", "await");
    deny(parker, "java.util.concurrent.CyclicBarrier", "await");
    deny(parker, "java.util.concurrent.Phaser", "await*", "arriveAndAwaitAdvance");
    deny(parker, "java.util.concurrent.Exchanger", "exchange");
    deny(parker, "java.util.concurrent.Semaphore", "acquire*");
    deny(parker, "java.util.concurrent.BlockingQueue", "put", "take", "poll(J*", "offer(*J*");

    String threads = "Threads from Env.threads()";
    deny(threads, "java.lang.Thread", "<init>", "<extends>", "start", "startVirtualThread");
    deny(threads, "java.lang.Thread", "ofVirtual", "ofPlatform");
    deny(threads, "dev.wakeful.env.CarrierThread", "<init>");
    deny(threads, "java.util.concurrent.Executors", "*");
    deny(threads, "java.util.concurrent.ForkJoinPool", "*");
    deny(threads, "java.util.concurrent.ForkJoinTask", "fork", "invoke*");
    deny(threads, "java.util.concurrent.ThreadPoolExecutor", "<init>");
    deny(threads, "java.util.concurrent.ScheduledThreadPoolExecutor", "<init>");
    deny(threads, "java.util.concurrent.CompletableFuture", "*Async", "delayedExecutor");
    deny(threads, "java.util.concurrent.CompletableFuture", "orTimeout", "completeOnTimeout");
    deny(threads, "java.util.Timer", "<init>");
    deny(threads, "java.util.Collection", "parallelStream");
    deny(threads, "java.util.stream.BaseStream", "parallel");
    deny(threads, "java.util.Arrays", "parallel*");
  }

  private void network() {
    String sockets = "Sockets and Poller from Env";
    deny(sockets, "java.nio.channels.**", "*");
    deny(sockets, "java.net.Socket", "*");
    deny(sockets, "java.net.ServerSocket", "*");
    deny(sockets, "java.net.DatagramSocket", "*");
    deny(sockets, "java.net.URL", "open*", "getContent");
    deny(sockets, "java.net.URLConnection", "*");
    deny(sockets, "java.net.NetworkInterface", "*");
    deny(sockets, "java.net.http.**", "*");
    deny(sockets, "javax.net.**", "*");

    String resolver = "Resolver from Env.resolver(), or InetAddress.ofLiteral";
    deny(resolver, "java.net.InetAddress", "getByName", "getAllByName", "getLocalHost");
    deny(resolver, "java.net.InetAddress", "getHostName", "getCanonicalHostName", "isReachable");
    deny(resolver, "java.net.InetSocketAddress", "<init>" + STRING_TO_VOID + "I)V", "getHostName");
  }

  private void machine() {
    String files = "a parameter: there is no port for files";
    deny(files, "java.nio.file.Files", "*");
    deny(files, "java.nio.file.Path", "toRealPath");
    deny(files, "java.io.File", "*");
    deny(files, "java.io.FileInputStream", "*");
    deny(files, "java.io.FileOutputStream", "*");
    deny(files, "java.io.FileReader", "*");
    deny(files, "java.io.FileWriter", "*");
    deny(files, "java.io.RandomAccessFile", "*");

    String process = "nothing: the process belongs to the program, not to a library";
    deny(process, "java.lang.ProcessBuilder", "*");
    deny(process, "java.lang.ProcessHandle", "*");
    deny(process, "java.lang.Runtime", "exec", "exit", "halt", "*ShutdownHook");
    deny(process, "java.lang.System", "exit");
    deny(process, "sun.misc.Signal", "*");
    deny(process, "sun.misc.SignalHandler", "*");
    deny("VarHandle", "sun.misc.Unsafe", "*");

    String parameter = "a parameter of a builder";
    deny(parameter, "java.lang.System", "getenv", "getProperty", "getProperties");
    deny(parameter, "java.lang.System", "lineSeparator");
    deny(parameter, "java.lang.Boolean", "getBoolean");
    deny(parameter, "java.lang.Integer", "getInteger");
    deny(parameter, "java.lang.Long", "getLong");
    deny("Locale.ROOT", "java.util.Locale", "getDefault");
    deny("Locale.ROOT", "java.lang.String", "toLowerCase()*", "toUpperCase()*", "formatted");
    deny("Locale.ROOT", "java.lang.String", "format" + STRING_TO_VOID + "*");
    deny("ZoneOffset.UTC", "java.util.TimeZone", "getDefault");
    deny("ZoneOffset.UTC", "java.time.ZoneId", "systemDefault");
    deny("StandardCharsets.UTF_8", "java.nio.charset.Charset", "defaultCharset");
  }

  /// Collections whose iteration order depends on identity hashes or on a salt.
  private void order() {
    String linked = "LinkedHashMap, LinkedHashSet, TreeMap or a list";
    deny("a number of its own", "java.lang.System", "identityHashCode");
    deny(linked, "java.util.HashMap", "<init>", "newHashMap");
    deny(linked, "java.util.HashSet", "<init>", "newHashSet");
    deny(linked, "java.util.Hashtable", "<init>");
    deny(linked, "java.util.IdentityHashMap", "<init>");
    deny(linked, "java.util.WeakHashMap", "<init>");
    deny(linked, "java.util.concurrent.ConcurrentHashMap", "<init>", "newKeySet");
    deny(linked, "java.util.Set", "of", "copyOf");
    deny(linked, "java.util.Map", "of", "ofEntries", "copyOf");
    deny(linked, "java.util.stream.Collectors", "toSet", "toMap", "groupingBy");
    deny(linked, "java.util.stream.Collectors", "toUnmodifiableSet", "toUnmodifiableMap");
    deny(linked, "java.util.stream.Collectors", "toConcurrentMap", "groupingByConcurrent");
  }

  private void output() {
    String log = "System.Logger, or the caller's handler";
    deny(log, "java.lang.System", "out", "err", "in", "console");
    deny(log, "java.lang.Throwable", "printStackTrace()V");
    deny(log, "java.lang.Thread", "dumpStack");
    String nothing = "nothing: no object of this library is serialized";
    deny(nothing, "java.io.Serializable", "<extends>");
    deny(nothing, "java.io.Externalizable", "<extends>");
    deny(nothing, "java.io.ObjectInputStream", "<init>");
    deny(nothing, "java.io.ObjectOutputStream", "<init>");
  }

  private void deny(String instead, String owner, String... members) {
    for (String member : members) {
      rules.add(new PortRule(owner, member, instead));
    }
  }
}
