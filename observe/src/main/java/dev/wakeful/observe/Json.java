package dev.wakeful.observe;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Writes JSON (RFC 8259), an object or a list inside the other. What is open is closed by the
/// caller's block.
final class Json {
  private final StringBuilder text = new StringBuilder();
  private boolean first = true;

  String text() {
    return text.toString();
  }

  /// An object; the block writes its fields.
  void object(Runnable fields) {
    nested('{', fields, '}');
  }

  /// A field whose value is a list.
  <E> void list(String name, List<E> elements, Consumer<? super E> write) {
    name(name);
    nested(
        '[',
        () -> {
          for (E element : elements) {
            comma();
            write.accept(element);
          }
        },
        ']');
  }

  /// A field with a string, or with null.
  void field(String name, @Nullable Object value) {
    name(name);
    if (value == null) {
      text.append("null");
    } else {
      string(value.toString());
    }
  }

  /// A field with a number.
  void field(String name, long value) {
    name(name);
    text.append(value);
  }

  /// A field with a truth.
  void field(String name, boolean value) {
    name(name);
    text.append(value);
  }

  /// A number in a list.
  void number(long value) {
    text.append(value);
  }

  private void name(String name) {
    comma();
    string(name);
    text.append(':');
  }

  private void comma() {
    if (!first) {
      text.append(',');
    }
    first = false;
  }

  private void nested(char open, Runnable content, char close) {
    text.append(open);
    first = true;
    content.run();
    first = false;
    text.append(close);
  }

  private void string(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      character(value.charAt(i));
    }
    text.append('"');
  }

  /// Half a pair has no form in UTF-8, so the halves are escaped like control characters.
  private void character(char c) {
    switch (c) {
      case '"' -> text.append("\\\"");
      case '\\' -> text.append("\\\\");
      case '\n' -> text.append("\\n");
      case '\t' -> text.append("\\t");
      default -> {
        if (c < ' ' || Character.isSurrogate(c)) {
          text.append("\\u").append(Character.forDigit(c >> 12, 16));
          text.append(Character.forDigit(c >> 8 & 15, 16));
          text.append(Character.forDigit(c >> 4 & 15, 16));
          text.append(Character.forDigit(c & 15, 16));
        } else {
          text.append(c);
        }
      }
    }
  }
}
