// SPDX-License-Identifier: Apache-2.0
//
// cache-scratch  passive false sharing: one thread allocates small blocks side by side and gives one to each worker,
//                which frees it, then allocates and writes blocks of its own. An allocator that gives the freed block
//                back to the worker keeps two workers writing to one cache line. After E. Berger et al., Hoard,
//                ASPLOS 2000.

#include "harness.h"

#include <stdlib.h>

static struct {
  unsigned threads;
  uint64_t bytes;
  uint64_t iterations;  // blocks of a worker
  uint64_t writes;      // to each byte of a block
  void **gifts;
  uint64_t *hashes;
} work;

static void body(void *ignored, unsigned index) {
  (void)ignored;
  uint64_t hash = index;
  free(work.gifts[index]);
  for (uint64_t i = 0; i < work.iterations; i++) {
    volatile unsigned char *block = malloc(work.bytes);
    for (uint64_t k = 0; k < work.bytes; k++) block[k] = (unsigned char)i;
    for (uint64_t j = 0; j < work.writes; j++) {
      for (uint64_t k = 0; k < work.bytes; k++) block[k] = (unsigned char)(block[k] + 1);
    }
    hash = fold(hash, block[0]);
    free((void *)block);
  }
  work.hashes[index] = hash;
}

static uint64_t cache_scratch_pass(void *ignored) {
  (void)ignored;
  uint64_t hash = 0;
  for (unsigned i = 0; i < work.threads; i++) {
    work.gifts[i] = malloc(work.bytes);
    write_byte(work.gifts[i], i);
  }
  on_threads(work.threads, body, NULL);
  for (unsigned i = 0; i < work.threads; i++) hash += work.hashes[i];
  return hash;
}

void cache_scratch(void) {
  work.threads = (unsigned)parameter("threads", 2);
  work.bytes = parameter("bytes", 1);
  work.iterations = parameter("iterations", 200);
  work.writes = parameter("writes", 20000);
  work.gifts = own_memory(work.threads * sizeof *work.gifts);
  work.hashes = own_memory(work.threads * sizeof *work.hashes);
  measure(CLOCK_PROCESS_CPUTIME_ID, cache_scratch_pass, NULL, work.threads * work.iterations * work.writes);
}
