package dev.wakeful.contract;

import dev.wakeful.future.AbortHandle;
import dev.wakeful.future.Future;
import dev.wakeful.future.Remote;
import dev.wakeful.stream.Stream;
import dev.wakeful.testkit.ContractRule;

/// What has an end on another thread, streams made of futures, and deep chains.
final class ShippedShared {
  private ShippedShared() {}

  static void add(Shipped to) {
    to.future("abortable", probe -> probe.value(1).abortable(new AbortHandle()));
    to.future(
        "abortable",
        probe -> {
          AbortHandle handle = new AbortHandle();
          probe.progress(handle::abort);
          return probe.never().abortable(handle);
        });
    to.future(
        "aborted",
        probe -> {
          AbortHandle handle = new AbortHandle();
          probe.progress(handle::abort);
          return handle.aborted();
        });
    to.future("shared", probe -> probe.value(1).shared());
    to.future("shared", probe -> probe.failing(new Exception("a")).shared());
    to.future("remoteHandle", probe -> probe.value(1).remoteHandle().driver())
        .except(ContractRule.ERROR_SWALLOWED, "the handle gets it");
    to.future(
        "remoteHandle",
        probe -> {
          Remote<Integer> remote = Future.ready(1).remoteHandle();
          probe.progress(() -> ended(remote.driver()));
          return remote.handle();
        });
    to.stream("flattenStream", probe -> Stream.flattenStream(Future.lazy(cx -> probe.items(1, 2))));
    to.stream("flattenStream", probe -> Stream.flattenStream(probe.value(Stream.of(1, 2))));
    to.stream("abortable", probe -> probe.items(1, 2).abortable(new AbortHandle()));
  }

  private static void ended(Future<?> driver) {
    try {
      driver.nowOrNever();
    } catch (Exception e) {
      throw new AssertionError("the driver fails for nobody", e);
    }
  }
}
