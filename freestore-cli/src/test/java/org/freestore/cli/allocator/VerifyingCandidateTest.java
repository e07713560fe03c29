// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Each allocator here has one planted bug, which must be found.
class VerifyingCandidateTest {
  private static final int SLOTS = 8;

  @Test
  void anAllocatorThatDoesRightPasses() {
    run(new BumpCandidate(), VerifyingCandidateTest::someWork);
  }

  @Test
  void blocksThatOverlapAreFound() {
    BumpCandidate wrong =
        new BumpCandidate() {
          private long first;

          @Override
          public long malloc(int slot, long byteSize) {
            first = first == 0 ? super.malloc(slot, 1 << 16) : first + 48;
            return first;
          }
        };
    finds(wrong, "block was overwritten");
  }

  @Test
  void memoryThatIsNotZeroedIsFound() {
    BumpCandidate wrong =
        new BumpCandidate() {
          @Override
          public long calloc(int slot, long byteSize) {
            long address = malloc(slot, byteSize);
            BlockBytes.write(address + byteSize / 2, (byte) 1);
            return address;
          }
        };
    finds(wrong, "expected=0 found=1");
  }

  @Test
  void aBlockThatIsNotAlignedIsFound() {
    BumpCandidate wrong =
        new BumpCandidate() {
          @Override
          public long alignedAlloc(int slot, long byteSize, long byteAlignment) {
            return super.alignedAlloc(slot, byteSize + 64, byteAlignment) + 8;
          }
        };
    finds(wrong, "block is not aligned");
  }

  @Test
  void aReallocThatLosesContentsIsFound() {
    BumpCandidate wrong =
        new BumpCandidate() {
          @Override
          public long realloc(int fromSlot, long address, int slot, long byteSize) {
            return malloc(slot, byteSize);
          }
        };
    finds(wrong, "not zeroed or kept");
  }

  @Test
  void aWriteIntoAnotherBlockIsFound() {
    BumpCandidate wrong =
        new BumpCandidate() {
          private long previous;

          @Override
          public long malloc(int slot, long byteSize) {
            if (previous != 0) {
              BlockBytes.write(previous, (byte) 0);
            }
            previous = super.malloc(slot, byteSize);
            return previous;
          }
        };
    finds(wrong, "block was overwritten");
  }

  @Test
  void anAllocatorThatRefusesIsNotAtFault() {
    BumpCandidate full =
        new BumpCandidate() {
          @Override
          public long malloc(int slot, long byteSize) {
            return byteSize > 100 ? REFUSED : super.malloc(slot, byteSize);
          }

          @Override
          public long realloc(int fromSlot, long address, int slot, long byteSize) {
            return byteSize > 100 ? REFUSED : super.realloc(fromSlot, address, slot, byteSize);
          }
        };
    run(
        full,
        candidate -> {
          long address = candidate.malloc(1, 50);
          assertThat(candidate.realloc(1, address, 2, 500)).isEqualTo(Candidate.REFUSED);
          candidate.free(2, address);
          assertThat(candidate.malloc(3, 500)).isEqualTo(Candidate.REFUSED);
        });
  }

  @Test
  void theHashTellsOneWorkFromAnother() {
    long hash = hash(VerifyingCandidateTest::someWork);
    assertThat(hash(VerifyingCandidateTest::someWork)).isEqualTo(hash);
    assertThat(hash(candidate -> candidate.free(0, candidate.malloc(0, 24)))).isNotEqualTo(hash);
    assertThat(hash(candidate -> candidate.free(0, candidate.malloc(0, 24))))
        .isNotEqualTo(hash(candidate -> candidate.free(0, candidate.malloc(0, 25))));
  }

  private static void someWork(Candidate candidate) {
    long one = candidate.malloc(0, 100);
    long two = candidate.malloc(1, 100);
    long zeroed = candidate.calloc(2, 10_000);
    long aligned = candidate.alignedAlloc(3, 5_000, 4096);
    long nothing = candidate.malloc(4, 0);
    one = candidate.realloc(0, one, 0, 9_000);
    two = candidate.realloc(1, two, 5, 10);
    candidate.free(0, one);
    candidate.free(5, two);
    candidate.free(2, zeroed);
    candidate.free(3, aligned);
    candidate.free(4, nothing);
  }

  private static void finds(BumpCandidate wrong, String message) {
    assertThatThrownBy(() -> run(wrong, VerifyingCandidateTest::someWork))
        .isInstanceOf(AllocatorFault.class)
        .hasMessageContaining(message);
  }

  private static long hash(Consumer<Candidate> work) {
    return run(new BumpCandidate(), work);
  }

  private static long run(BumpCandidate candidate, Consumer<Candidate> work) {
    try (VerifyingCandidate verifying = new VerifyingCandidate(candidate, SLOTS)) {
      work.accept(verifying);
      return verifying.hash();
    }
  }
}
