// SPDX-License-Identifier: Apache-2.0
//
// xmalloc-test  half of the threads only allocate, the other half only free. Blocks travel in batches of 4,096 through
//               one bounded queue. After C. Lever and D. Boreham, malloc() Performance in a Multithreaded Linux
//               Environment, USENIX 2000.

#include "harness.h"

#include <pthread.h>
#include <stdlib.h>

enum { BATCH_BLOCKS = 4096, QUEUE_BATCHES = 100 };

static struct {
  unsigned pairs;    // of an allocating and a freeing thread
  uint64_t bytes;
  uint64_t batches;  // of each allocating thread
  uint64_t *hashes;
} work;

static struct {
  pthread_mutex_t lock;
  pthread_cond_t not_empty, not_full;
  void **batches[QUEUE_BATCHES];
  unsigned first, count;
} queue = {.lock = PTHREAD_MUTEX_INITIALIZER, .not_empty = PTHREAD_COND_INITIALIZER, .not_full = PTHREAD_COND_INITIALIZER};

static void put(void **batch) {
  pthread_mutex_lock(&queue.lock);
  while (queue.count == QUEUE_BATCHES) pthread_cond_wait(&queue.not_full, &queue.lock);
  queue.batches[(queue.first + queue.count++) % QUEUE_BATCHES] = batch;
  pthread_cond_signal(&queue.not_empty);
  pthread_mutex_unlock(&queue.lock);
}

static void **take(void) {
  pthread_mutex_lock(&queue.lock);
  while (queue.count == 0) pthread_cond_wait(&queue.not_empty, &queue.lock);
  void **batch = queue.batches[queue.first];
  queue.first = (queue.first + 1) % QUEUE_BATCHES;
  queue.count--;
  pthread_cond_signal(&queue.not_full);
  pthread_mutex_unlock(&queue.lock);
  return batch;
}

static void allocate_all(unsigned index) {
  uint64_t hash = index;
  for (uint64_t i = 0; i < work.batches; i++) {
    void **batch = malloc(BATCH_BLOCKS * sizeof *batch);
    for (unsigned j = 0; j < BATCH_BLOCKS; j++) {
      batch[j] = malloc(work.bytes);
      write_byte(batch[j], j);
      hash = fold(hash, j);
    }
    put(batch);
  }
  work.hashes[index] = hash;
}

static void free_all(void) {
  for (uint64_t i = 0; i < work.batches; i++) {
    void **batch = take();
    for (unsigned j = 0; j < BATCH_BLOCKS; j++) free(batch[j]);
    free(batch);
  }
}

static void body(void *ignored, unsigned index) {
  (void)ignored;
  if (index < work.pairs) {
    allocate_all(index);
  } else {
    free_all();
  }
}

static uint64_t xmalloc_pass(void *ignored) {
  (void)ignored;
  uint64_t hash = 0;
  on_threads(2 * work.pairs, body, NULL);
  for (unsigned i = 0; i < work.pairs; i++) hash += work.hashes[i];
  return hash;
}

void xmalloc_test(void) {
  work.pairs = (unsigned)parameter("threads", 2) / 2;
  work.bytes = parameter("bytes", 64);
  work.batches = parameter("batches", 500);
  work.hashes = own_memory(work.pairs * sizeof *work.hashes);
  measure(CLOCK_PROCESS_CPUTIME_ID, xmalloc_pass, NULL, work.pairs * work.batches * (BATCH_BLOCKS + 1));
}
