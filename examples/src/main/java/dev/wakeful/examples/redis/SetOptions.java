package dev.wakeful.examples.redis;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What may follow `SET key value`.
final class SetOptions {
  /// Just `SET key value`.
  private static final SetOptions NONE = new SetOptions(EnumSet.noneOf(Word.class), null);

  /// The options given.
  private final Set<Word> words;

  /// The number behind EX, PX, EXAT or PXAT; null when none of them was given.
  private final byte @Nullable [] time;

  private SetOptions(Set<Word> words, byte @Nullable [] time) {
    this.words = words;
    this.time = time;
  }

  /// An option.
  enum Word {
    /// Only when the key does not exist.
    NX,
    /// Only when the key exists.
    XX,
    /// Reply with the old value.
    GET,
    /// The key keeps its end.
    KEEPTTL,
    /// Ends in so many seconds.
    EX,
    /// Ends in so many milliseconds.
    PX,
    /// Ends at this second.
    EXAT,
    /// Ends at this millisecond.
    PXAT;

    private static final Set<Word> ENDS = EnumSet.of(EX, PX, EXAT, PXAT, KEEPTTL);

    /// Whether the two cannot both be meant. The same end twice is fine: the second counts.
    private boolean excludes(Word other) {
      return (this == NX && other == XX)
          || (this == XX && other == NX)
          || (this != other && ENDS.contains(this) && ENDS.contains(other));
    }

    private boolean takesTime() {
      return this != KEEPTTL && ENDS.contains(this);
    }
  }

  /// The options in the arguments of a SET.
  static SetOptions parse(byte[][] args) {
    if (args.length == 3) {
      return NONE;
    }
    Set<Word> words = EnumSet.noneOf(Word.class);
    byte[] time = null;
    for (int i = 3; i < args.length; i++) {
      Word word = word(args[i]);
      if (word == null || words.stream().anyMatch(word::excludes)) {
        throw CommandException.syntax();
      }
      words.add(word);
      if (word.takesTime()) {
        if (++i == args.length) {
          throw CommandException.syntax();
        }
        time = args[i];
      }
    }
    return new SetOptions(words, time);
  }

  /// Does what the command says, and replies.
  void apply(Session session, byte[] name, byte[] value) {
    long end = end(session.engine.now().millis());
    Database database = session.database;
    Key key = new Key(name);
    boolean get = words.contains(Word.GET);
    if (get) {
      StringCommands.reply(session.out, StringCommands.find(session, key));
    }
    boolean there = !words.isEmpty() && database.find(key) != null;
    if (there ? words.contains(Word.NX) : words.contains(Word.XX)) {
      if (!get) {
        session.out.nothing();
      }
      return;
    }
    Entry entry =
        words.contains(Word.KEEPTTL)
            ? database.put(key, new StringValue(value))
            : StringCommands.put(database, key, value);
    if (end != Entry.NEVER) {
      database.expire(entry, end);
    }
    if (!get) {
      session.out.ok();
    }
  }

  /// When the key is to end, or [Entry#NEVER].
  private long end(long now) {
    if (time == null) {
      return Entry.NEVER;
    }
    long number = Decimal.argument(time);
    boolean seconds = words.contains(Word.EX) || words.contains(Word.EXAT);
    boolean fromNow = words.contains(Word.EX) || words.contains(Word.PX);
    if (number <= 0) {
      throw CommandException.expireTime("set");
    }
    return ExpiryCommands.end(number, seconds, fromNow ? now : 0, "set");
  }

  private static @Nullable Word word(byte[] argument) {
    for (Word word : Word.values()) {
      if (Commands.is(argument, word.name())) {
        return word;
      }
    }
    return null;
  }
}
