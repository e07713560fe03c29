// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import org.freestore.memory.Memory;
import org.freestore.slab.BlockState;
import org.freestore.slab.SizeClasses;
import org.jspecify.annotations.Nullable;

/// Chooses allocations whose sites are recorded, for one heap, at no cost to the fast paths.
///
/// Who leaks takes blocks from slabs, so refills are where growth shows: a sample is due once so
/// many bytes have been refilled, on average, since the last. Which allocation it is must not
/// depend on who happens to find the magazine empty: it is any of the next few of the class, each
/// as likely, and up to it the magazine looks empty to the fast paths. Where what was sampled is
/// gone by a later refill, it was no growth, and the next sample is due much sooner.
///
/// However fast a program's blocks leave slabs, because they are large or of many sizes, about one
/// part of its time in a hundred is the most that goes into samples: a half of it into recording
/// them ([#pauseAfter(long)]), the other into the slow paths that choose them.
///
/// Not thread-safe: it belongs to the owner of the heap's magazines.
public final class Sampling {
  /// Of how many allocations one is sampled.
  private static final int WINDOW = 16;

  /// How many frees may take the slow path for a sample that is due.
  private static final int MOST_FREES = 64;

  /// How much sooner the next sample is due where the last is gone.
  private static final int TRIES = 4;

  /// Is told of samples.
  public interface Recorder {

    /// Records where the calling thread allocated a block.
    ///
    /// @param key the reference of an object, or the address of a raw block
    /// @param live the lower bits of the object's header; 0 for a raw block
    /// @param blockBytes the size of its block
    void record(long key, long live, long blockBytes);

    /// Returns whether what was recorded is still live.
    ///
    /// @param live as it was recorded with
    boolean isLive(long key, long live);
  }

  /// A sample that is due before its time comes is looked at again after this part of the mean
  /// distance: the clock is not to be asked at every refill.
  private static final int LOOKS = 8;

  /// Who asks for samples at least this far apart is not to pay for too many of them; who wants
  /// them closer gets them.
  private static final long RARE_BYTES = 512 << 10;

  private static final long PAUSE_OVER_SAMPLE = 200;
  private static final long LEAST_PAUSE_NANOS = 5_000_000;
  private static final long MOST_PAUSE_NANOS = 20_000_000;

  private final @Nullable Recorder recorder;
  private final long meanBytes;
  private final boolean paced;
  private long pausedUntilNanos;
  private long bytesToSample;
  private long bytesToTry;
  private long last;
  private long lastLive;
  private long random;

  /// @param recorder is told of samples, or null for none
  /// @param meanBytes how much is refilled between samples
  public Sampling(@Nullable Recorder recorder, long meanBytes, long seed) {
    this.recorder = meanBytes == 0 ? null : recorder;
    this.meanBytes = meanBytes;
    this.paced = isPaced(meanBytes);
    this.pausedUntilNanos = System.nanoTime();
    this.random = seed * 0x9E37_79B9_7F4A_7C15L | 1;
    this.bytesToSample = nextBytes();
  }

  /// Returns a sampling that samples nothing.
  public static Sampling none() {
    return new Sampling(null, 0, 0);
  }

  /// Looks whether a magazine that was filled just now is to be sampled from.
  void refilled(Magazine magazine, long bytes) {
    if (recorder == null) {
      return;
    }
    bytesToSample -= bytes;
    bytesToTry -= bytes;
    boolean due = bytesToSample <= 0;
    boolean tries = bytesToTry <= 0 && last != 0;
    if (!due && !tries) {
      return;
    }
    boolean wanted = due || !recorder.isLive(last, lastLive);
    if (wanted && isTime()) {
      bytesToSample = (due ? Math.max(bytesToSample, -meanBytes) : 0) + nextBytes();
      bytesToTry = bytesToSample / TRIES;
      last = 0;
      magazine.sampleAfter(1 + (int) (next() >>> 32) % WINDOW, MOST_FREES);
    } else {
      bytesToSample = due ? meanBytes / LOOKS : bytesToSample;
      bytesToTry = meanBytes / LOOKS;
    }
  }

  private boolean isTime() {
    if (!paced) {
      return true;
    }
    long now = System.nanoTime();
    boolean isTime = now - pausedUntilNanos >= 0;
    if (isTime) {
      pausedUntilNanos = now + LEAST_PAUSE_NANOS;
    }
    return isTime;
  }

  /// Returns whether there are pauses between samples that have so many bytes between them.
  public static boolean isPaced(long meanBytes) {
    return meanBytes >= RARE_BYTES;
  }

  /// Returns for how long nothing is to be sampled after a sample: two hundred times as long as
  /// that took. But for five milliseconds at least, as two hundred samples a second are many, and
  /// for twenty at most, lest the first one, for which classes are loaded, ends all others.
  public static long pauseAfter(long sampleNanos) {
    return Math.clamp(PAUSE_OVER_SAMPLE * sampleNanos, LEAST_PAUSE_NANOS, MOST_PAUSE_NANOS);
  }

  /// Records a raw block of the heap's.
  ///
  /// @param state where its state is
  void raw(long address, long state, int sizeClass) {
    if (recorder != null) {
      take(address, 0, sizeClass);
      Memory.putByte(state, (byte) (BlockState.LIVE | BlockState.SAMPLED));
    }
  }

  /// Records an object of the heap's.
  void object(long reference, long live, int sizeClass) {
    take(reference, live, sizeClass);
  }

  private void take(long key, long live, int sizeClass) {
    if (recorder != null) {
      last = key;
      lastLive = live;
      long before = System.nanoTime();
      recorder.record(key, live, SizeClasses.blockBytes(sizeClass));
      long after = System.nanoTime();
      pausedUntilNanos = after + pauseAfter(after - before);
    }
  }

  /// Returns half the mean to one and a half times the mean, so that samples keep out of step with
  /// what the program does.
  private long nextBytes() {
    long half = meanBytes >>> 1;
    return meanBytes == 0 ? Long.MAX_VALUE : half + Math.floorMod(next(), meanBytes);
  }

  /// Xorshift (Marsaglia 2003).
  private long next() {
    random ^= random << 13;
    random ^= random >>> 7;
    random ^= random << 17;
    return random & Long.MAX_VALUE;
  }
}
