// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.analysis;

/// Counts requested sizes by powers of two: bucket 0 is size 0, bucket 1 is size 1, bucket n is
/// `(2^(n-2), 2^(n-1)]`.
public final class SizeHistogram {
  /// The number of buckets.
  public static final int BUCKETS = Long.SIZE + 1;

  private final long[] counts = new long[BUCKETS];
  private long total;
  private long totalBytes;
  private long largest;

  void add(long byteSize) {
    counts[bucket(byteSize)]++;
    total++;
    totalBytes += byteSize;
    largest = Math.max(largest, byteSize);
  }

  /// Returns the bucket of a size: the smallest n with `byteSize <= upTo(n)`.
  static int bucket(long byteSize) {
    return byteSize == 0 ? 0 : 1 + Long.SIZE - Long.numberOfLeadingZeros(byteSize - 1);
  }

  /// Returns the largest size in a bucket, in bytes.
  public static long upTo(int bucket) {
    return bucket == 0 ? 0 : 1L << (bucket - 1);
  }

  /// Returns how many sizes fell into a bucket.
  public long count(int bucket) {
    return counts[bucket];
  }

  /// Returns how many sizes were counted.
  public long total() {
    return total;
  }

  /// Returns the sum of all sizes in bytes.
  public long totalBytes() {
    return totalBytes;
  }

  /// Returns the largest size in bytes.
  public long largest() {
    return largest;
  }
}
