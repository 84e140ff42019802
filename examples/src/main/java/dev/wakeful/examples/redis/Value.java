package dev.wakeful.examples.redis;

/// What a key holds.
sealed interface Value permits StringValue, ListValue, HashValue {

  /// The name of the type, as the command TYPE gives it.
  String type();
}
