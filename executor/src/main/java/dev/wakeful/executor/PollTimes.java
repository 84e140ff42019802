package dev.wakeful.executor;

import java.time.Duration;
import java.util.List;

/// How long polls took: how many of those that were timed fell into each bucket.
///
/// The first bucket is for less than 1,024 ns; each further one ends at twice the time of the one
/// before; the last has no end. So a bucket is off by at most a factor of two, whatever the time.
///
/// @param counts how many polls fell into each bucket, the shortest first
public record PollTimes(List<Long> counts) {
  /// How many buckets there are: the last begins at 4.3 seconds.
  public static final int BUCKETS = 24;

  private static final int FIRST_BITS = 10;

  /// Copies the counts.
  public PollTimes {
    counts = List.copyOf(counts);
    if (counts.size() != BUCKETS) {
      throw new IllegalArgumentException("there are 24 buckets, not " + counts.size());
    }
  }

  /// The bucket that a time belongs to.
  static int bucketOf(long nanos) {
    int bits = Long.SIZE - Long.numberOfLeadingZeros(Math.max(0, nanos));
    return Math.min(Math.max(0, bits - FIRST_BITS), BUCKETS - 1);
  }

  /// The time that ends a bucket: what is in it took less. That of the last is as long as there is.
  ///
  /// @param bucket its number, from 0 to 23
  public static Duration endOf(int bucket) {
    if (bucket < 0 || bucket >= BUCKETS) {
      throw new IllegalArgumentException("buckets are numbered 0 to 23, not " + bucket);
    }
    return Duration.ofNanos(bucket == BUCKETS - 1 ? Long.MAX_VALUE : 1L << (FIRST_BITS + bucket));
  }

  /// How many polls were timed.
  public long timed() {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }

  /// A time that this share of the timed polls took less than: the end of a bucket. Zero when no
  /// poll was timed.
  ///
  /// @param share from 0 to 1, as 0.99
  public Duration quantile(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("a share is from 0 to 1, not " + share);
    }
    double wanted = share * timed();
    if (timed() == 0) {
      return Duration.ZERO;
    }
    long sum = 0;
    int bucket = 0;
    while (bucket < BUCKETS - 1 && (sum += counts.get(bucket)) < wanted) {
      bucket++;
    }
    return endOf(bucket);
  }
}
