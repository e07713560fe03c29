// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class AllocatorKindTest {
  private static final int SLOTS = 500;

  /// The native libraries want thread-local room that this process may not have; they are tried in
  /// processes of their own.
  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"MIMALLOC", "JEMALLOC", "TCMALLOC"})
  void everyAllocatorDoesWhatIsAsked(AllocatorKind kind) {
    for (boolean threaded : new boolean[] {false, true}) {
      try (VerifyingCandidate candidate =
          new VerifyingCandidate(kind.open(SLOTS, threaded), SLOTS)) {
        randomWork(candidate);
        candidate.verify();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyAllocatorIsFoundByItsName(AllocatorKind kind) {
    assertThat(AllocatorKind.ofKey(kind.key())).contains(kind);
    assertThat(AllocatorKind.ofKey(kind.key() + "x")).isEmpty();
    kind.missing().ifPresent(problem -> assertThat(problem).contains("apt install lib"));
  }

  private static void randomWork(Candidate candidate) {
    Random random = new Random(6);
    long[] addresses = new long[SLOTS];
    for (int i = 0; i < 20_000; i++) {
      int slot = random.nextInt(SLOTS);
      long byteSize = random.nextInt(20) == 0 ? random.nextInt(200_000) : random.nextInt(300);
      addresses[slot] =
          addresses[slot] == 0
              ? allocate(candidate, slot, byteSize, random)
              : change(candidate, slot, addresses[slot], byteSize, random);
    }
    for (int slot = 0; slot < SLOTS; slot++) {
      if (addresses[slot] != 0) {
        candidate.free(slot, addresses[slot]);
      }
    }
  }

  private static long allocate(Candidate candidate, int slot, long byteSize, Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> candidate.calloc(slot, byteSize);
      case 1 -> candidate.alignedAlloc(slot, byteSize, 8L << random.nextInt(12));
      default -> candidate.malloc(slot, byteSize);
    };
  }

  private static long change(
      Candidate candidate, int slot, long address, long byteSize, Random random) {
    if (random.nextInt(3) > 0) {
      return candidate.realloc(slot, address, slot, byteSize);
    }
    candidate.free(slot, address);
    return 0;
  }
}
