package dev.wakeful.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;

/// Text of bytes that must be UTF-8.
final class Utf8 {
  /// What the JDK's fast way puts in the place of what is wrong; it may also be meant.
  private static final char REPLACEMENT = '\uFFFD';

  private Utf8() {}

  /// The text of the first so many bytes.
  ///
  /// @throws IOException when they are not UTF-8, with the place
  static String decode(byte[] bytes, int length) throws IOException {
    String text = new String(bytes, 0, length, UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0) {
      ByteBuffer all = ByteBuffer.wrap(bytes, 0, length);
      CharBuffer nowhere = CharBuffer.allocate(length);
      CoderResult result = UTF_8.newDecoder().decode(all, nowhere, true);
      if (result.isError()) {
        throw new IOException("the bytes are not UTF-8: see byte " + all.position());
      }
    }
    return text;
  }
}
