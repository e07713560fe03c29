// SPDX-License-Identifier: Apache-2.0
//
// alloc-test    one thread replaces blocks among 65,536 slots, 80 % of the time in the first 20 % of them; sizes 1 to
//               1,024, each bit length equally likely. After the OLogN allocator test.
// glibc-thread  each thread replaces blocks at random among 1,024 slots of its own; sizes 4 to 32,768, falling with the
//               square. After glibc's bench-malloc-thread.

#include "harness.h"

#include <stdlib.h>
#include <string.h>

enum { HOT_PERCENT = 80, SIZE_BITS = 10, GLIBC_SLOTS = 1024, SIZE_TABLE = 8192, GLIBC_MIN = 4, GLIBC_MAX = 32768 };

static struct {
  unsigned threads;
  uint64_t slots;         // of a thread
  uint64_t replacements;  // of a thread in a pass
  void **blocks;
  uint32_t *sizes;
  uint64_t *hashes;
} work;

static inline uint64_t replace(void **slot, uint64_t bytes, uint64_t hash) {
  free(*slot);
  *slot = malloc(bytes);
  write_byte(*slot, bytes);
  return fold(hash, bytes);
}

static uint64_t alloc_test_pass(void *ignored) {
  (void)ignored;
  random_t random = seeded(11);
  uint64_t hash = 0, hot = work.slots / 5;
  for (uint64_t i = 0; i < work.replacements; i++) {
    uint64_t slot = below(&random, 100) < HOT_PERCENT ? below(&random, hot) : hot + below(&random, work.slots - hot);
    uint64_t bytes = 1 + below(&random, (uint64_t)1 << (1 + below(&random, SIZE_BITS)));
    hash = replace(&work.blocks[slot], bytes, hash);
  }
  return hash;
}

void alloc_test(void) {
  work.slots = parameter("slots", 65536);
  work.replacements = parameter("replacements", 1000000);
  work.blocks = own_memory(work.slots * sizeof *work.blocks);
  measure(CLOCK_THREAD_CPUTIME_ID, alloc_test_pass, NULL, work.replacements);
}

// The chance of a size above s is 4/s: s = 4/u for u uniform in (0, 1].
static void fill_sizes(void) {
  random_t random = seeded(13);
  work.sizes = own_memory(SIZE_TABLE * sizeof *work.sizes);
  for (unsigned i = 0; i < SIZE_TABLE; i++) {
    uint64_t bytes = ((uint64_t)GLIBC_MIN << 32) / (next(&random) + 1);
    work.sizes[i] = (uint32_t)(bytes > GLIBC_MAX ? GLIBC_MAX : bytes);
  }
}

static void body(void *ignored, unsigned index) {
  (void)ignored;
  void **blocks = work.blocks + (uint64_t)index * GLIBC_SLOTS;
  random_t random = seeded(index);
  uint64_t hash = 0;
  for (uint64_t i = 0; i < work.replacements; i++) {
    uint64_t slot = below(&random, GLIBC_SLOTS);
    hash = replace(&blocks[slot], work.sizes[below(&random, SIZE_TABLE)], hash);
  }
  for (unsigned i = 0; i < GLIBC_SLOTS; i++) {
    free(blocks[i]);
    blocks[i] = NULL;
  }
  work.hashes[index] = hash;
}

static uint64_t glibc_thread_pass(void *ignored) {
  (void)ignored;
  uint64_t hash = 0;
  on_threads(work.threads, body, NULL);
  for (unsigned i = 0; i < work.threads; i++) hash += work.hashes[i];
  return hash;
}

void glibc_thread(void) {
  work.threads = (unsigned)parameter("threads", 2);
  work.replacements = parameter("replacements", 6400000) / work.threads;
  work.blocks = own_memory(work.threads * GLIBC_SLOTS * sizeof *work.blocks);
  work.hashes = own_memory(work.threads * sizeof *work.hashes);
  fill_sizes();
  measure(CLOCK_PROCESS_CPUTIME_ID, glibc_thread_pass, NULL, work.threads * work.replacements);
}
