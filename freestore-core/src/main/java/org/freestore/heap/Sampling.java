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

  /// Who asks for samples at least this far apart is not to pay for more than a thousand a second;
  /// who wants them closer gets them.
  private static final long RARE_BYTES = 512 << 10;

  private static final long LEAST_NANOS_OF_RARE = 1_000_000;

  private final @Nullable Recorder recorder;
  private final long meanBytes;
  private final long leastNanos;
  private long sampledNanos;
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
    this.leastNanos = meanBytes < RARE_BYTES ? 0 : LEAST_NANOS_OF_RARE;
    this.sampledNanos = System.nanoTime() - leastNanos;
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
    boolean wanted = due || (bytesToTry <= 0 && last != 0 && !recorder.isLive(last, lastLive));
    if (wanted && isTime()) {
      bytesToSample = (due ? Math.max(bytesToSample, -meanBytes) : 0) + nextBytes();
      bytesToTry = bytesToSample / TRIES;
      last = 0;
      magazine.sampleAfter(1 + (int) (next() >>> 32) % WINDOW, MOST_FREES);
    }
  }

  /// A program whose blocks leave slabs all the time, because they are large or of many sizes,
  /// would else pay for a walk of the stack every few microseconds.
  private boolean isTime() {
    if (leastNanos == 0) {
      return true;
    }
    long now = System.nanoTime();
    boolean isTime = now - sampledNanos >= leastNanos;
    if (isTime) {
      sampledNanos = now;
    }
    return isTime;
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
      recorder.record(key, live, SizeClasses.blockBytes(sizeClass));
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
