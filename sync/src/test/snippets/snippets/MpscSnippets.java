package snippets;

import dev.wakeful.future.Future;
import dev.wakeful.stream.Stream;
import dev.wakeful.sync.Mpsc;
import dev.wakeful.sync.MpscReceiver;
import dev.wakeful.sync.MpscSender;
import java.util.List;

final class MpscSnippets {
  Future<?> produceAndConsume() {
    // @start region="channel"
    var channel = Mpsc.<Integer>channel(16);
    MpscSender<Integer> sender = channel.sender();
    MpscReceiver<Integer> receiver = channel.receiver();
    // waits whenever 16 are on their way, and closes the sender at the end
    Future<Void> producer = Stream.fromIterable(List.of(1, 2, 3)).forward(sender.sink());
    Future<Void> consumer = receiver.forEach(item -> store(item));
    // @end
    return producer.join(consumer);
  }

  private Future<Integer> store(int item) {
    return Future.ready(item);
  }
}
