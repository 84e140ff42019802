package dev.wakeful.examples.redis;

import java.util.List;

/// A command: how it is called, what it needs, and what it does.
///
/// @param name in lower case; of a subcommand `client|id`
/// @param arity how many arguments it takes, the name counted; `-n` means n or more
/// @param flags what COMMAND says about it, such as `readonly fast`
/// @param keys where its keys are
/// @param group the family it belongs to
/// @param summary what it does, in a sentence
/// @param subcommands of a command that is several, such as CLIENT
/// @param action what it does
record Command(
    String name,
    int arity,
    String flags,
    Keys keys,
    String group,
    String summary,
    List<Command> subcommands,
    Action action) {

  /// What a command does.
  @FunctionalInterface
  interface Action {

    /// Replies to `session.out`, exactly once unless it blocks.
    ///
    /// @param session who asks
    /// @param args as many as the arity says, the name first
    /// @throws CommandException the error reply, before anything was changed or replied
    void run(Session session, byte[][] args);
  }

  /// Which arguments are keys: from `first` to `last` (counted from the end when negative), every
  /// `step`. All zero: none.
  record Keys(int first, int last, int step) {
    /// No argument is a key.
    static final Keys NONE = new Keys(0, 0, 0);

    /// The first argument.
    static final Keys ONE = new Keys(1, 1, 1);

    /// All arguments.
    static final Keys ALL = new Keys(1, -1, 1);

    /// All but the last argument.
    static final Keys ALL_BUT_LAST = new Keys(1, -2, 1);

    /// Every other argument.
    static final Keys PAIRS = new Keys(1, -1, 2);
  }

  /// A command without subcommands.
  static Command of(
      String group,
      String name,
      int arity,
      String flags,
      Keys keys,
      String summary,
      Action action) {
    return new Command(name, arity, flags, keys, group, summary, List.of(), action);
  }

  /// A command that is several: the first argument says which.
  static Command family(String group, String name, String summary, List<Command> subcommands) {
    return new Command(
        name,
        -2,
        "",
        Keys.NONE,
        group,
        summary,
        subcommands,
        (session, args) -> {
          throw new IllegalStateException("a part of " + name + " should have been chosen");
        });
  }

  /// Whether it may be called with this many arguments, the name counted.
  boolean takes(int count) {
    return arity >= 0 ? count == arity : count >= -arity;
  }

  /// The last part of the name: `id` of `client|id`.
  String lastName() {
    return name.substring(name.indexOf('|') + 1);
  }
}
