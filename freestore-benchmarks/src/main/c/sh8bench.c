// SPDX-License-Identifier: Apache-2.0
//
// sh8bench  many small blocks and some larger ones, freed in the order they came, in reverse, and late; every fourth
//           is handed to the neighbouring thread, which frees it. In the spirit of MicroQuill's sh8bench.

#include "harness.h"

#include <stdatomic.h>
#include <stdlib.h>

enum { BLOCKS = 2000, QUARTER = BLOCKS / 4, MAILBOX_SLOTS = 4, SMALL_MAX = 64, BYTES_MAX = 1000 };

typedef _Atomic(void **) mailbox_t;

static struct {
  unsigned threads;
  uint64_t rounds;
  mailbox_t *mailboxes;  // MAILBOX_SLOTS for each thread
  uint64_t *hashes;
} work;

static void free_parcel(void **parcel) {
  if (!parcel) return;
  for (unsigned i = 0; i < QUARTER; i++) free(parcel[i]);
  free(parcel);
}

// Frees what the neighbour has left here, and what the next thread has not fetched since last time.
static void hand_over(void **blocks, unsigned index, uint64_t round) {
  void **parcel = malloc(QUARTER * sizeof *parcel);
  for (unsigned i = 0; i < QUARTER; i++) parcel[i] = blocks[i];
  unsigned to = (index + 1) % work.threads, slot = round % MAILBOX_SLOTS;
  free_parcel(atomic_exchange(&work.mailboxes[to * MAILBOX_SLOTS + slot], parcel));
  free_parcel(atomic_exchange(&work.mailboxes[index * MAILBOX_SLOTS + slot], NULL));
}

static void body(void *ignored, unsigned index) {
  (void)ignored;
  void **blocks = malloc(BLOCKS * sizeof *blocks);
  void **late = calloc(QUARTER, sizeof *late);
  random_t random = seeded(index);
  uint64_t hash = 0;
  for (uint64_t round = 0; round < work.rounds; round++) {
    for (unsigned i = 0; i < BLOCKS; i++) {
      uint64_t bytes = 1 + below(&random, i % 4 == 3 ? BYTES_MAX : SMALL_MAX);
      blocks[i] = malloc(bytes);
      write_byte(blocks[i], bytes);
      hash = fold(hash, bytes);
    }
    for (unsigned i = 0; i < QUARTER; i++) free(blocks[i]);
    for (unsigned i = 2 * QUARTER; i-- > QUARTER;) free(blocks[i]);
    hand_over(blocks + 2 * QUARTER, index, round);
    for (unsigned i = 0; i < QUARTER; i++) {
      free(late[i]);
      late[i] = blocks[3 * QUARTER + i];
    }
  }
  for (unsigned i = 0; i < QUARTER; i++) free(late[i]);
  free(late);
  free(blocks);
  work.hashes[index] = hash;
}

static uint64_t sh8bench_pass(void *ignored) {
  (void)ignored;
  uint64_t hash = 0;
  on_threads(work.threads, body, NULL);
  for (unsigned i = 0; i < work.threads * MAILBOX_SLOTS; i++) free_parcel(atomic_exchange(&work.mailboxes[i], NULL));
  for (unsigned i = 0; i < work.threads; i++) hash += work.hashes[i];
  return hash;
}

void sh8bench(void) {
  work.threads = (unsigned)parameter("threads", 2);
  work.rounds = parameter("rounds", 500);
  work.mailboxes = own_memory(work.threads * MAILBOX_SLOTS * sizeof *work.mailboxes);
  work.hashes = own_memory(work.threads * sizeof *work.hashes);
  measure(CLOCK_PROCESS_CPUTIME_ID, sh8bench_pass, NULL, work.threads * work.rounds * (BLOCKS + 1));
}
