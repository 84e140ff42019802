package dev.wakeful.testkit;

import dev.wakeful.testkit.Subject.Answer;
import java.util.List;
import java.util.Objects;

/// Answers in words, and rows of them compared.
final class Answers {
  private Answers() {}

  static String say(Answer answer) {
    return switch (answer.kind()) {
      case PENDING -> "Pending";
      case VALUE -> "Ready or an item";
      case END -> "End";
      case NULL -> "null";
      case FAILURE -> "by throwing " + answer.value();
    };
  }

  static List<String> kinds(List<Answer> answers) {
    return answers.stream().map(answer -> answer.kind().toString()).toList();
  }

  /// Whether two rows of answers are the same; failures are compared by their class, for each run
  /// makes its own.
  static boolean same(List<Answer> one, List<Answer> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      if (one.get(i).kind() != other.get(i).kind()
          || !Objects.equals(essence(one.get(i)), essence(other.get(i)))) {
        return false;
      }
    }
    return true;
  }

  /// The classes of the failures in a row of answers.
  static List<Class<?>> failures(List<Answer> answers) {
    return answers.stream()
        .filter(Answer::isFailure)
        .<Class<?>>map(answer -> Objects.requireNonNull(answer.value()).getClass())
        .toList();
  }

  private static @org.jspecify.annotations.Nullable Object essence(Answer answer) {
    return answer.value() instanceof Throwable failure ? failure.getClass() : answer.value();
  }
}
