package dev.wakeful.examples.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Commands by name, whatever its case: looked up by the bytes the client sent, without making a
/// string of them.
final class CommandTable {
  /// Open addressing: a command is at the place its name hashes to or, if that is taken, at the
  /// next free one. At most a quarter is taken.
  private final @Nullable Command[] places;

  CommandTable(List<Command> commands) {
    places = new Command[Math.max(4, Integer.highestOneBit(commands.size()) * 8)];
    for (Command command : commands) {
      byte[] name = command.lastName().getBytes(StandardCharsets.US_ASCII);
      int at = hash(name);
      while (places[at] != null) {
        at = (at + 1) & (places.length - 1);
      }
      places[at] = command;
    }
  }

  /// The command of this name, or null.
  @Nullable Command find(byte[] name) {
    int at = hash(name);
    while (true) {
      Command command = places[at];
      if (command == null || isCalled(command.lastName(), name)) {
        return command;
      }
      at = (at + 1) & (places.length - 1);
    }
  }

  private int hash(byte[] name) {
    int hash = name.length;
    for (int i = 0; i < Math.min(name.length, 16); i++) {
      hash = hash * 31 + (name[i] | 0x20);
    }
    return (hash ^ (hash >>> 8)) & (places.length - 1);
  }

  private static boolean isCalled(String name, byte[] said) {
    if (name.length() != said.length) {
      return false;
    }
    for (int i = 0; i < said.length; i++) {
      if (lower(said[i]) != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int lower(byte c) {
    return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
  }
}
