package dev.wakeful.observe;

import java.util.Locale;

/// Constants as words, as events and JSON have them.
final class Words {
  private Words() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
