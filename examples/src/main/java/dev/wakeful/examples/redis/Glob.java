package dev.wakeful.examples.redis;

/// Patterns as KEYS and PSUBSCRIBE know them: `*` is any bytes, `?` any byte, `[a-c]` one of these,
/// `[^a]` none of these, and a backslash makes the next byte mean itself.
///
/// Only the last star is ever tried again, so a match costs at most length of pattern times length
/// of text, however many stars there are.
final class Glob {
  /// What is asked for.
  private final byte[] pattern;

  /// Place in the pattern.
  private int p;

  private Glob(byte[] pattern) {
    this.pattern = pattern;
  }

  /// Whether the whole text is as the pattern says.
  static boolean matches(byte[] pattern, byte[] text) {
    Glob glob = new Glob(pattern);
    int t = 0;
    int afterStar = -1;
    int retry = 0;
    while (t < text.length) {
      if (glob.p < pattern.length && pattern[glob.p] == '*') {
        glob.p++;
        afterStar = glob.p;
        retry = t;
      } else if (glob.p < pattern.length && glob.one(text[t])) {
        t++;
      } else if (afterStar >= 0) {
        glob.p = afterStar;
        retry++;
        t = retry;
      } else {
        return false;
      }
    }
    while (glob.p < pattern.length && pattern[glob.p] == '*') {
      glob.p++;
    }
    return glob.p == pattern.length;
  }

  /// Whether the next element of the pattern, not a star, matches this byte; steps over it if so.
  private boolean one(byte c) {
    switch (pattern[p]) {
      case '?' -> p++;
      case '[' -> {
        return set(c);
      }
      default -> {
        if (pattern[p] == '\\' && p + 1 < pattern.length) {
          p++;
        }
        if (pattern[p] != c) {
          return false;
        }
        p++;
      }
    }
    return true;
  }

  /// Whether the set that begins here has this byte. Without a closing bracket, the pattern's end
  /// closes it.
  private boolean set(byte c) {
    p++;
    boolean not = p < pattern.length && pattern[p] == '^';
    if (not) {
      p++;
    }
    boolean found = false;
    for (; p < pattern.length && pattern[p] != ']'; p++) {
      if (pattern[p] == '\\' && p + 1 < pattern.length) {
        p++;
        found |= pattern[p] == c;
      } else if (p + 2 < pattern.length && pattern[p + 1] == '-') {
        int low = Math.min(pattern[p] & 0xff, pattern[p + 2] & 0xff);
        int high = Math.max(pattern[p] & 0xff, pattern[p + 2] & 0xff);
        found |= low <= (c & 0xff) && (c & 0xff) <= high;
        p += 2;
      } else {
        found |= pattern[p] == c;
      }
    }
    p = Math.min(p + 1, pattern.length);
    return found != not;
  }
}
