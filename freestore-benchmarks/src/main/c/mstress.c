// SPDX-License-Identifier: Apache-2.0
//
// mstress  threads die and are born again while blocks outlive them: each keeps half of what it allocates until its
//          end, frees the rest at random, and swaps blocks with the other threads through 1,000 shared slots. Sizes are
//          powers of two of words, a few of them 100 to 10,000 times larger; every word is written, and checked
//          before the block is freed. In the spirit of mimalloc's test-stress.

#include "harness.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { TRANSFER_SLOTS = 1000, FIRST_CAPACITY = 64, SIZE_CLASSES = 8 };
static const uint64_t COOKIE = 0xbf58476d1ce4e5b9u;

static struct {
  unsigned threads;
  uint64_t scale;
  uint64_t iterations;  // times that all threads are started anew
  uint64_t iteration;
  _Atomic(uint64_t *) *transfer;
  uint64_t *hashes;
} work;

static int chance(random_t *random, uint64_t in_ten_thousand) { return below(random, 10000) < in_ten_thousand; }

static uint64_t *allocate_words(random_t *random, uint64_t *hash) {
  uint64_t count = (uint64_t)1 << below(random, SIZE_CLASSES);
  if (chance(random, 100)) {
    if (chance(random, 100)) {
      count *= 10000;
    } else if (chance(random, 1000)) {
      count *= 1000;
    } else {
      count *= 100;
    }
  }
  uint64_t *words = malloc(count * sizeof *words);
  for (uint64_t i = 0; i < count; i++) words[i] = (count - i) ^ COOKIE;
  *hash = fold(*hash, count);
  return words;
}

static void free_words(uint64_t *words) {
  if (!words) return;
  uint64_t count = words[0] ^ COOKIE;
  for (uint64_t i = 0; i < count; i++) {
    if ((words[i] ^ COOKIE) != count - i) die("mstress: a block was overwritten");
  }
  free(words);
}

struct keeping {
  uint64_t **data;
  uint64_t count, capacity;
};

static void keep(struct keeping *keeping, uint64_t *words) {
  if (keeping->count == keeping->capacity) {
    keeping->capacity = keeping->capacity ? 2 * keeping->capacity : FIRST_CAPACITY;
    keeping->data = realloc(keeping->data, keeping->capacity * sizeof *keeping->data);
  }
  keeping->data[keeping->count++] = words;
}

static void body(void *ignored, unsigned index) {
  (void)ignored;
  random_t random = seeded(work.iteration * 1000 + index);
  uint64_t hash = 0;
  uint64_t to_allocate = 100 * work.scale * (index % 8 + 1), to_retain = to_allocate / 2;
  uint64_t **retained = malloc(to_retain * sizeof *retained), retained_count = 0;
  struct keeping keeping = {0};
  while (to_allocate > 0 || retained_count < to_retain) {
    if (retained_count == to_retain || (chance(&random, 5000) && to_allocate > 0)) {
      to_allocate--;
      keep(&keeping, allocate_words(&random, &hash));
    } else {
      retained[retained_count++] = allocate_words(&random, &hash);
    }
    if (chance(&random, 6600) && keeping.count > 0) {
      uint64_t at = below(&random, keeping.count);
      free_words(keeping.data[at]);
      keeping.data[at] = NULL;
    }
    if (chance(&random, 2500) && keeping.count > 0) {
      uint64_t at = below(&random, keeping.count), slot = below(&random, TRANSFER_SLOTS);
      keeping.data[at] = atomic_exchange(&work.transfer[slot], keeping.data[at]);
    }
  }
  for (uint64_t i = 0; i < retained_count; i++) free_words(retained[i]);
  for (uint64_t i = 0; i < keeping.count; i++) free_words(keeping.data[i]);
  free(retained);
  free(keeping.data);
  work.hashes[index] += hash;
}

static uint64_t mstress_pass(void *ignored) {
  (void)ignored;
  uint64_t hash = 0;
  memset(work.hashes, 0, work.threads * sizeof *work.hashes);
  for (work.iteration = 0; work.iteration < work.iterations; work.iteration++) on_threads(work.threads, body, NULL);
  for (unsigned i = 0; i < TRANSFER_SLOTS; i++) free_words(atomic_exchange(&work.transfer[i], NULL));
  for (unsigned i = 0; i < work.threads; i++) hash += work.hashes[i];
  return hash;
}

void mstress(void) {
  work.threads = (unsigned)parameter("threads", 2);
  work.scale = parameter("scale", 50);
  work.iterations = parameter("iterations", 25);
  work.transfer = own_memory(TRANSFER_SLOTS * sizeof *work.transfer);
  work.hashes = own_memory(work.threads * sizeof *work.hashes);
  uint64_t blocks = 0;
  for (unsigned i = 0; i < work.threads; i++) blocks += 150 * work.scale * (i % 8 + 1);
  measure(CLOCK_PROCESS_CPUTIME_ID, mstress_pass, NULL, blocks * work.iterations);
}
