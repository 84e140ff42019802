package dev.wakeful.checks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One violation for each [PortRule]: the rule's [PortRule#api] and a statement that breaks it.
final class PortPlants {
  private static final String TABLE =
      """
      java.lang.System.nanoTime | System.nanoTime();
      java.lang.System.currentTimeMillis | System.currentTimeMillis();
      java.time.**.now | java.time.Instant.now();
      java.time.Clock.system* | java.time.Clock.systemUTC();
      java.time.Clock.tick* | java.time.Clock.tickMillis(java.time.ZoneOffset.UTC);
      java.time.InstantSource.system | java.time.InstantSource.system();
      java.util.Date.<init>()V | new java.util.Date();
      java.util.Calendar.getInstance | java.util.Calendar.getInstance();
      java.util.GregorianCalendar.<init>()V | new java.util.GregorianCalendar();
      java.lang.Math.random | Math.random();
      java.lang.StrictMath.random | StrictMath.random();
      java.util.concurrent.ThreadLocalRandom.* | ThreadLocalRandom.current().nextInt();
      java.util.Random.<init>()V | new Random();
      java.util.SplittableRandom.<init>()V | new SplittableRandom();
      java.security.SecureRandom.<init>* | new java.security.SecureRandom();
      java.security.SecureRandom.getInstance* | java.security.SecureRandom.getInstanceStrong();
      java.util.random.RandomGenerator.getDefault | java.util.random.RandomGenerator.getDefault();
      java.util.random.RandomGenerator.of | java.util.random.RandomGenerator.of("L64X128MixRandom");
      java.util.random.RandomGeneratorFactory.* | java.util.random.RandomGeneratorFactory.all();
      java.util.UUID.randomUUID | UUID.randomUUID();
      java.util.Collections.shuffle(Ljava/util/List;)V | Collections.shuffle(List.of());
      java.util.concurrent.locks.LockSupport.* | LockSupport.park();
      java.util.concurrent.locks.Condition.await* | new ReentrantLock().newCondition().awaitNanos(1);
      java.lang.Thread.sleep | Thread.sleep(1);
      java.lang.Thread.yield | Thread.yield();
      java.util.concurrent.TimeUnit.sleep | TimeUnit.SECONDS.sleep(1);
      java.util.concurrent.TimeUnit.timedWait | TimeUnit.SECONDS.timedWait(this, 1);
      java.util.concurrent.TimeUnit.timedJoin | TimeUnit.SECONDS.timedJoin(Thread.currentThread(), 1);
      *.wait()V | wait();
      *.wait(J)V | "lock".wait(1);
      *.wait(JI)V | wait(1, 1);
      *.notify()V | notify();
      *.notifyAll()V | this.notifyAll();
      java.util.concurrent.CountDownLatch.await | new CountDownLatch(1).await();
      java.util.concurrent.CyclicBarrier.await | new CyclicBarrier(1).await();
      java.util.concurrent.Phaser.await* | new Phaser().awaitAdvance(0);
      java.util.concurrent.Phaser.arriveAndAwaitAdvance | new Phaser().arriveAndAwaitAdvance();
      java.util.concurrent.Exchanger.exchange | new Exchanger<String>().exchange("");
      java.util.concurrent.Semaphore.acquire* | new Semaphore(1).acquireUninterruptibly();
      java.util.concurrent.BlockingQueue.put | new ArrayBlockingQueue<String>(1).put("");
      java.util.concurrent.BlockingQueue.take | new LinkedBlockingDeque<String>().take();
      java.util.concurrent.BlockingQueue.poll(J* | new ArrayBlockingQueue<String>(1).poll(1, TimeUnit.DAYS);
      java.util.concurrent.BlockingQueue.offer(*J* | new ArrayBlockingQueue<String>(1).offer("", 1, TimeUnit.DAYS);
      java.lang.Thread.<init> | new Thread(() -> {});
      java.lang.Thread.<extends> | class Worker extends Thread {}
      java.lang.Thread.start | Thread.currentThread().start();
      java.lang.Thread.startVirtualThread | Thread.startVirtualThread(() -> {});
      java.lang.Thread.ofVirtual | Thread.ofVirtual();
      java.lang.Thread.ofPlatform | Thread.ofPlatform();
      dev.wakeful.env.CarrierThread.<init> | new dev.wakeful.env.CarrierThread("", () -> {});
      java.util.concurrent.Executors.* | Executors.newCachedThreadPool();
      java.util.concurrent.ForkJoinPool.* | ForkJoinPool.commonPool();
      java.util.concurrent.ForkJoinTask.fork | ForkJoinTask.adapt(() -> {}).fork();
      java.util.concurrent.ForkJoinTask.invoke* | ForkJoinTask.adapt(() -> {}).invoke();
      java.util.concurrent.ThreadPoolExecutor.<init> | new ThreadPoolExecutor(1, 1, 1, TimeUnit.DAYS, null);
      java.util.concurrent.ScheduledThreadPoolExecutor.<init> | new ScheduledThreadPoolExecutor(1);
      java.util.concurrent.CompletableFuture.*Async | CompletableFuture.runAsync(() -> {});
      java.util.concurrent.CompletableFuture.delayedExecutor | CompletableFuture.delayedExecutor(1, TimeUnit.DAYS);
      java.util.concurrent.CompletableFuture.orTimeout | new CompletableFuture<String>().orTimeout(1, TimeUnit.DAYS);
      java.util.concurrent.CompletableFuture.completeOnTimeout | new CompletableFuture<String>().completeOnTimeout("", 1, TimeUnit.DAYS);
      java.util.Timer.<init> | new Timer();
      java.util.Collection.parallelStream | new ArrayList<String>().parallelStream();
      java.util.stream.BaseStream.parallel | List.of().stream().parallel();
      java.util.Arrays.parallel* | Arrays.parallelSort(new int[0]);
      java.nio.channels.**.* | java.nio.channels.Selector.open();
      java.net.Socket.* | new java.net.Socket();
      java.net.ServerSocket.* | new java.net.ServerSocket(0);
      java.net.DatagramSocket.* | new java.net.DatagramSocket();
      java.net.URL.open* | java.net.URI.create("http://localhost").toURL().openStream();
      java.net.URL.getContent | java.net.URI.create("http://localhost").toURL().getContent();
      java.net.URLConnection.* | ((java.net.URLConnection) null).connect();
      java.net.NetworkInterface.* | java.net.NetworkInterface.getNetworkInterfaces();
      java.net.http.**.* | java.net.http.HttpClient.newHttpClient();
      javax.net.**.* | javax.net.SocketFactory.getDefault();
      java.net.InetAddress.getByName | java.net.Inet4Address.getByName("localhost");
      java.net.InetAddress.getAllByName | java.net.InetAddress.getAllByName("localhost");
      java.net.InetAddress.getLocalHost | java.net.InetAddress.getLocalHost();
      java.net.InetAddress.getHostName | java.net.InetAddress.getLoopbackAddress().getHostName();
      java.net.InetAddress.getCanonicalHostName | java.net.InetAddress.getLoopbackAddress().getCanonicalHostName();
      java.net.InetAddress.isReachable | java.net.InetAddress.getLoopbackAddress().isReachable(1);
      java.net.InetSocketAddress.<init>(Ljava/lang/String;I)V | new java.net.InetSocketAddress("localhost", 1);
      java.net.InetSocketAddress.getHostName | new java.net.InetSocketAddress(1).getHostName();
      java.nio.file.Files.* | java.nio.file.Files.exists(null);
      java.nio.file.Path.toRealPath | java.nio.file.Path.of("").toRealPath();
      java.io.File.* | new java.io.File("").exists();
      java.io.FileInputStream.* | new java.io.FileInputStream("");
      java.io.FileOutputStream.* | new java.io.FileOutputStream("");
      java.io.FileReader.* | new java.io.FileReader("");
      java.io.FileWriter.* | new java.io.FileWriter("");
      java.io.RandomAccessFile.* | new java.io.RandomAccessFile("", "r");
      java.lang.ProcessBuilder.* | new ProcessBuilder("true").start();
      java.lang.ProcessHandle.* | ProcessHandle.current();
      java.lang.Runtime.exec | Runtime.getRuntime().exec(new String[0]);
      java.lang.Runtime.exit | Runtime.getRuntime().exit(1);
      java.lang.Runtime.halt | Runtime.getRuntime().halt(1);
      java.lang.Runtime.*ShutdownHook | Runtime.getRuntime().addShutdownHook(null);
      java.lang.System.exit | System.exit(1);
      sun.misc.Signal.* | new sun.misc.Signal("TERM");
      sun.misc.SignalHandler.* | ((sun.misc.SignalHandler) null).handle(null);
      sun.misc.Unsafe.* | ((sun.misc.Unsafe) null).pageSize();
      java.lang.System.getenv | System.getenv("HOME");
      java.lang.System.getProperty | System.getProperty("os.name");
      java.lang.System.getProperties | System.getProperties();
      java.lang.System.lineSeparator | System.lineSeparator();
      java.lang.Boolean.getBoolean | Boolean.getBoolean("x");
      java.lang.Integer.getInteger | Integer.getInteger("x");
      java.lang.Long.getLong | Long.getLong("x");
      java.util.Locale.getDefault | Locale.getDefault();
      java.lang.String.toLowerCase()* | "".toLowerCase();
      java.lang.String.toUpperCase()* | "".toUpperCase();
      java.lang.String.formatted | "%d".formatted(1);
      java.lang.String.format(Ljava/lang/String;* | String.format("%d", 1);
      java.util.TimeZone.getDefault | TimeZone.getDefault();
      java.time.ZoneId.systemDefault | java.time.ZoneId.systemDefault();
      java.nio.charset.Charset.defaultCharset | java.nio.charset.Charset.defaultCharset();
      java.lang.System.identityHashCode | System.identityHashCode(this);
      java.util.HashMap.<init> | new HashMap<String, String>();
      java.util.HashMap.newHashMap | HashMap.newHashMap(1);
      java.util.HashSet.<init> | new HashSet<String>() {};
      java.util.HashSet.newHashSet | HashSet.newHashSet(1);
      java.util.Hashtable.<init> | new Hashtable<String, String>();
      java.util.IdentityHashMap.<init> | new IdentityHashMap<String, String>();
      java.util.WeakHashMap.<init> | new WeakHashMap<String, String>();
      java.util.concurrent.ConcurrentHashMap.<init> | new ConcurrentHashMap<String, String>();
      java.util.concurrent.ConcurrentHashMap.newKeySet | ConcurrentHashMap.newKeySet();
      java.util.Set.of | Set.of("a", "b");
      java.util.Set.copyOf | Set.copyOf(List.of());
      java.util.Map.of | Map.of("a", "b");
      java.util.Map.ofEntries | Map.ofEntries();
      java.util.Map.copyOf | Map.copyOf(new TreeMap<String, String>());
      java.util.stream.Collectors.toSet | java.util.stream.Collectors.toSet();
      java.util.stream.Collectors.toMap | java.util.stream.Collectors.toMap(x -> x, x -> x);
      java.util.stream.Collectors.groupingBy | java.util.stream.Collectors.groupingBy(x -> x);
      java.util.stream.Collectors.toUnmodifiableSet | java.util.stream.Collectors.toUnmodifiableSet();
      java.util.stream.Collectors.toUnmodifiableMap | java.util.stream.Collectors.toUnmodifiableMap(x -> x, x -> x);
      java.util.stream.Collectors.toConcurrentMap | java.util.stream.Collectors.toConcurrentMap(x -> x, x -> x);
      java.util.stream.Collectors.groupingByConcurrent | java.util.stream.Collectors.groupingByConcurrent(x -> x);
      java.lang.System.out | System.out.println();
      java.lang.System.err | System.err.println();
      java.lang.System.in | System.in.read();
      java.lang.System.console | System.console();
      java.lang.Throwable.printStackTrace()V | new IllegalStateException().printStackTrace();
      java.lang.Thread.dumpStack | Thread.dumpStack();
      java.io.Serializable.<extends> | record Sent(int value) implements java.io.Serializable {}
      java.io.Externalizable.<extends> | abstract class Sent implements java.io.Externalizable {}
      java.io.ObjectInputStream.<init> | new java.io.ObjectInputStream(null);
      java.io.ObjectOutputStream.<init> | new java.io.ObjectOutputStream(null);
      """;

  private PortPlants() {}

  /// Statements by the rule they break.
  static Map<String, String> statements() {
    Map<String, String> plants = new LinkedHashMap<>();
    TABLE
        .lines()
        .map(line -> List.of(line.split(" \\| ", 2)))
        .forEach(parts -> plants.put(parts.get(0), parts.get(1)));
    return plants;
  }
}
