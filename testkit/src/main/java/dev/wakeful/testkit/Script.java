package dev.wakeful.testkit;

/// How the children of one run behave.
///
/// @param order in which order those that wait go on
/// @param mood how a child is Pending
/// @param injury what happens to one of them
/// @param injured which one, counted from 0; -1 for none
record Script(Order order, Mood mood, Injury injury, int injured) {
  /// Nothing special: the first that waits goes on first.
  static final Script PLAIN = new Script(Order.FIRST, Mood.WAITING, Injury.NONE, -1);

  /// Which of several waiting children goes on first.
  enum Order {
    FIRST,
    LAST,
    ALL
  }

  /// How a child is Pending.
  enum Mood {
    /// Until the check lets it go on.
    WAITING,
    /// It goes on at once, and wakes during the very poll that it answers with Pending.
    WAKING,
    /// Not at all.
    READY
  }

  /// What a child throws in place of its value.
  enum Injury {
    NONE,
    FAILURE,
    ERROR
  }

  Script in(Order other) {
    return new Script(other, mood, injury, injured);
  }

  Script in(Mood other) {
    return new Script(order, other, injury, injured);
  }

  Script hurting(Injury how, int child) {
    return new Script(order, mood, how, child);
  }

  @Override
  public String toString() {
    String text =
        switch (mood) {
          case WAITING ->
              switch (order) {
                case FIRST -> "its children go on one by one";
                case LAST -> "its children go on one by one, the last first";
                case ALL -> "its children go on all at once";
              };
          case WAKING -> "its children wake during the poll that they answer with Pending";
          case READY -> "its children are ready at once";
        };
    return switch (injury) {
      case NONE -> text;
      case FAILURE -> text + " and child " + (injured + 1) + " fails";
      case ERROR -> text + " and child " + (injured + 1) + " throws an Error";
    };
  }
}
