package dev.wakeful.weave.kit;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Values and failures as text that is equal exactly when they are, whatever loader their classes
/// came from.
public final class Describe {
  private static final Pattern LAMBDA = Pattern.compile("\\$\\$Lambda.*");
  private static final Pattern IDENTITY = Pattern.compile("@[0-9a-f]{3,8}");
  private static final Pattern BODY = Pattern.compile("the async body `[^`]*`");

  private Describe() {}

  /// A value with its type, and what it is made of.
  ///
  /// @param value anything
  public static String value(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> '"' + text + '"';
      case Throwable failure -> failure(failure);
      case Collection<?> many -> list(type(many), many.toArray());
      case Map<?, ?> map -> list(type(map), map.entrySet().toArray());
      case Map.Entry<?, ?> entry -> value(entry.getKey()) + "=" + value(entry.getValue());
      case Enum<?> constant -> constant.getDeclaringClass().getName() + "." + constant.name();
      case Record parts -> components(parts);
      case Object array when array.getClass().isArray() -> array(array);
      default -> type(value) + " " + text(value);
    };
  }

  /// A failure with its class, message, cause and suppressed failures, and theirs.
  ///
  /// The message of a `NullPointerException` is left out: what the virtual machine says of a null
  /// depends on the shape of the code and on the debug tables.
  ///
  /// @param failure anything thrown
  public static String failure(Throwable failure) {
    StringBuilder text = new StringBuilder(type(failure));
    String message = failure.getMessage();
    if (message != null && !(failure instanceof NullPointerException)) {
      text.append(": ").append(clean(message));
    }
    Throwable cause = failure.getCause();
    if (cause != null) {
      text.append(" caused by {").append(failure(cause)).append('}');
    }
    for (Throwable suppressed : failure.getSuppressed()) {
      text.append(" suppressed {").append(failure(suppressed)).append('}');
    }
    return text.toString();
  }

  private static String components(Record parts) {
    StringJoiner text = new StringJoiner(", ", type(parts) + "(", ")");
    for (RecordComponent each : parts.getClass().getRecordComponents()) {
      try {
        each.getAccessor().setAccessible(true);
        text.add(value(each.getAccessor().invoke(parts)));
      } catch (ReflectiveOperationException e) {
        throw new LinkageError("cannot read " + each, e);
      }
    }
    return text.toString();
  }

  private static String array(Object array) {
    Object[] elements = new Object[Array.getLength(array)];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = Array.get(array, i);
    }
    return list(array.getClass().getTypeName(), elements);
  }

  private static String list(String type, @Nullable Object[] elements) {
    StringJoiner text = new StringJoiner(", ", type + "[", "]");
    for (Object each : elements) {
      text.add(value(each));
    }
    return text.toString();
  }

  private static String type(Object value) {
    return LAMBDA.matcher(value.getClass().getName()).replaceAll("(lambda)");
  }

  private static String text(Object value) {
    String text = value.toString();
    return text.equals(value.getClass().getName() + "@" + Integer.toHexString(value.hashCode()))
        ? ""
        : clean(text);
  }

  private static String clean(String text) {
    String bodies = BODY.matcher(text).replaceAll("the async body");
    return LAMBDA.matcher(IDENTITY.matcher(bodies).replaceAll("")).replaceAll("(lambda)");
  }
}
