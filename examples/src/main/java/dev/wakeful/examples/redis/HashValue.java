package dev.wakeful.examples.redis;

import java.util.LinkedHashMap;
import java.util.Map;

/// A small table of fields, in the order they were first set.
///
/// @param fields from name to content
record HashValue(Map<Key, byte[]> fields) implements Value {

  /// One without fields.
  static HashValue empty() {
    return new HashValue(new LinkedHashMap<>());
  }

  @Override
  public String type() {
    return "hash";
  }
}
