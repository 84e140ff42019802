package dev.wakeful.examples.redis;

import java.util.Arrays;

/// A list: a ring of elements, quick at both ends and by position.
final class ListValue implements Value {
  /// In free places, so that the ring holds nothing that was taken out.
  private static final byte[] EMPTY = {};

  /// Its length is a power of two; free places hold [#EMPTY].
  private byte[][] ring = newRing(4);

  /// Place of the first element.
  private int head;

  /// How many elements there are.
  private int size;

  @Override
  public String type() {
    return "list";
  }

  int size() {
    return size;
  }

  /// The element at a position, 0 being the first.
  byte[] get(int index) {
    return ring[place(index)];
  }

  void addFirst(byte[] element) {
    makeRoom();
    head = place(-1);
    ring[head] = element;
    size++;
  }

  void addLast(byte[] element) {
    makeRoom();
    ring[place(size)] = element;
    size++;
  }

  /// Takes the first element of a list that has one.
  byte[] removeFirst() {
    byte[] element = ring[head];
    ring[head] = EMPTY;
    head = place(1);
    size--;
    return element;
  }

  /// Takes the last element of a list that has one.
  byte[] removeLast() {
    int last = place(size - 1);
    byte[] element = ring[last];
    ring[last] = EMPTY;
    size--;
    return element;
  }

  private int place(int index) {
    return (head + index) & (ring.length - 1);
  }

  private void makeRoom() {
    if (size == ring.length) {
      byte[][] larger = newRing(Math.multiplyExact(size, 2));
      for (int i = 0; i < size; i++) {
        larger[i] = get(i);
      }
      ring = larger;
      head = 0;
    }
  }

  private static byte[][] newRing(int length) {
    byte[][] ring = new byte[length][];
    Arrays.fill(ring, EMPTY);
    return ring;
  }
}
