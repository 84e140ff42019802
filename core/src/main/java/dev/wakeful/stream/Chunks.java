package dev.wakeful.stream;

import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#chunks], which waits until a chunk is full, and [Stream#readyChunks], which
/// does not.
final class Chunks<T extends @Nullable Object> extends StreamAdapter<T, List<T>> {
  private final boolean waits;
  private final int size;
  private List<T> gathered = new ArrayList<>();

  /// What the source threw while there were items to be given first.
  private @Nullable Exception failure;

  Chunks(Stream<T> source, boolean waits, int size) {
    super(source);
    this.waits = waits;
    this.size = size;
    if (size < 1) {
      throw new IllegalArgumentException(
          "`" + name() + "` wants a size of 1 item or more, not " + size);
    }
  }

  @Override
  String name() {
    return waits ? "chunks" : "readyChunks";
  }

  @Override
  public @Nullable Object pollNextRaw(Context cx) throws Exception {
    Exception late = failure;
    if (late != null) {
      failure = null;
      throw late;
    }
    while (gathered.size() < size) {
      Object raw = poll(cx);
      if (RawNext.isItem(raw)) {
        gathered.add(RawPoll.value(raw));
      } else if (gathered.isEmpty() || (waits && raw == RawNext.PENDING)) {
        return raw;
      } else {
        break;
      }
    }
    List<T> chunk = gathered;
    gathered = new ArrayList<>();
    return chunk;
  }

  /// The source's answer; a failure after items is kept and answered as an End.
  private @Nullable Object poll(Context cx) throws Exception {
    try {
      return pollSource(cx);
    } catch (Exception e) {
      if (gathered.isEmpty()) {
        throw e;
      }
      failure = e;
      return RawNext.END;
    }
  }

  @Override
  void forgetOther() {
    gathered = new ArrayList<>();
    failure = null;
  }
}
