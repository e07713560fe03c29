// SPDX-License-Identifier: Apache-2.0
//
// larson  a server: each thread replaces random blocks of its array, then ends and leaves the array to a new
//         thread, which frees blocks of its dead predecessors. After P. Larson and M. Krishnan, Memory Allocation
//         for Long-Running Server Applications, ISMM 1998.

#include "harness.h"

#include <stdlib.h>

enum { BYTES_MIN = 8, BYTES_MAX = 1000 };

static struct {
  unsigned threads;
  uint64_t blocks;        // of an array
  uint64_t generations;   // threads that own an array, one after the other
  uint64_t replacements;  // of a thread
  void **arrays;
  uint64_t *hashes;
  uint64_t generation;
} work;

static uint64_t size(random_t *random) { return BYTES_MIN + below(random, BYTES_MAX - BYTES_MIN + 1); }

static void live(void *ignored, unsigned index) {
  (void)ignored;
  void **array = work.arrays + index * work.blocks;
  random_t random = seeded(work.generation * 1000 + index);
  uint64_t hash = 0;
  for (uint64_t i = 0; i < work.replacements; i++) {
    uint64_t slot = below(&random, work.blocks);
    uint64_t bytes = size(&random);
    free(array[slot]);
    array[slot] = malloc(bytes);
    write_byte(array[slot], bytes);
    hash = fold(hash, slot << 16 | bytes);
  }
  work.hashes[index] += hash;
}

static uint64_t larson_pass(void *ignored) {
  (void)ignored;
  random_t random = seeded(7);
  uint64_t all = work.threads * work.blocks, hash = 0;
  for (uint64_t i = 0; i < all; i++) {
    work.arrays[i] = malloc(size(&random));
    write_byte(work.arrays[i], i);
  }
  for (unsigned i = 0; i < work.threads; i++) work.hashes[i] = 0;
  for (work.generation = 0; work.generation < work.generations; work.generation++) {
    on_threads(work.threads, live, NULL);
  }
  for (uint64_t i = 0; i < all; i++) free(work.arrays[i]);
  for (unsigned i = 0; i < work.threads; i++) hash += work.hashes[i];
  return hash;
}

void larson(void) {
  work.threads = (unsigned)parameter("threads", 2);
  work.blocks = parameter("blocks", 5000);
  work.generations = parameter("generations", 4);
  work.replacements = parameter("replacements", 500000);
  work.arrays = own_memory(work.threads * work.blocks * sizeof(void *));
  work.hashes = own_memory(work.threads * sizeof *work.hashes);
  measure(CLOCK_PROCESS_CPUTIME_ID, larson_pass, NULL, work.threads * (work.generations * work.replacements + work.blocks));
}
