// SPDX-License-Identifier: Apache-2.0
//
// pair   allocate a block, write its first byte, free it; over and over.
// batch  allocate 1,000 blocks, then free them in the order they came, in reverse, or in random order.

#include "harness.h"

#include <stdlib.h>
#include <string.h>

enum { BATCH_BLOCKS_MAX = 100000 };

static struct {
  uint64_t bytes;
  uint64_t blocks;   // alive at once
  uint64_t rounds;   // in a pass
  void **live;
  uint32_t *order;   // of the frees
} work;

static uint64_t pair_pass(void *ignored) {
  (void)ignored;
  uint64_t hash = 0;
  size_t bytes = work.bytes;
  for (uint64_t i = 0; i < work.rounds; i++) {
    void *block = malloc(bytes);
    write_byte(block, i);
    free(block);
    hash = fold(hash, i);
  }
  return hash;
}

void pair(void) {
  work.bytes = parameter("bytes", 64);
  work.rounds = parameter("pairs", 100000);
  measure(CLOCK_THREAD_CPUTIME_ID, pair_pass, NULL, work.rounds);
}

static void choose_order(const char *name) {
  for (uint32_t i = 0; i < work.blocks; i++) {
    work.order[i] = strcmp(name, "lifo") == 0 ? (uint32_t)work.blocks - 1 - i : i;
  }
  if (strcmp(name, "random") != 0) return;
  random_t random = seeded(work.blocks);
  for (uint32_t i = (uint32_t)work.blocks - 1; i > 0; i--) {
    uint32_t j = (uint32_t)below(&random, i + 1);
    uint32_t swapped = work.order[i];
    work.order[i] = work.order[j];
    work.order[j] = swapped;
  }
}

static uint64_t batch_pass(void *ignored) {
  (void)ignored;
  uint64_t hash = 0;
  size_t bytes = work.bytes, blocks = work.blocks;
  void **live = work.live;
  const uint32_t *order = work.order;
  for (uint64_t round = 0; round < work.rounds; round++) {
    for (size_t i = 0; i < blocks; i++) {
      live[i] = malloc(bytes);
      write_byte(live[i], i);
    }
    for (size_t i = 0; i < blocks; i++) {
      free(live[order[i]]);
      hash = fold(hash, order[i]);
    }
  }
  return hash;
}

void batch(void) {
  work.bytes = parameter("bytes", 64);
  work.blocks = parameter("blocks", 1000);
  work.rounds = parameter("rounds", 50);
  if (work.blocks > BATCH_BLOCKS_MAX) die("too many blocks");
  work.live = own_memory(work.blocks * sizeof *work.live);
  work.order = own_memory(work.blocks * sizeof *work.order);
  choose_order(text_parameter("order", "random"));
  measure(CLOCK_THREAD_CPUTIME_ID, batch_pass, NULL, work.blocks * work.rounds);
}
