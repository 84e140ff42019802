package dev.wakeful.examples.redis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A string of bytes that can be looked up: equal when its bytes are.
///
/// It is ordered, too, which saves a hash table whose keys were chosen to collide: Java's tables
/// turn a crowded bin into a tree when they can.
final class Key implements Comparable<Key> {
  /// Never changed.
  private final byte[] bytes;

  /// Of the bytes, computed once.
  private final int hash;

  /// @param bytes not to be changed by the caller any more
  Key(byte[] bytes) {
    this.bytes = bytes;
    this.hash = Arrays.hashCode(bytes);
  }

  /// Not to be changed.
  byte[] bytes() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Key key && key.hash == hash && Arrays.equals(key.bytes, bytes);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public int compareTo(Key other) {
    return Arrays.compare(bytes, other.bytes);
  }

  @Override
  public String toString() {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
