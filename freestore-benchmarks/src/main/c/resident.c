// SPDX-License-Identifier: Apache-2.0
//
// mleak  thousands of short threads, one after the other, each of which allocates a zeroed block of 128 bytes that
//        another thread frees after its end: does memory grow with the number of threads there ever were?
// freed  allocate up to a peak, free everything, then either trim or use the allocator lightly for a second: what is
//        still resident?

#define _GNU_SOURCE
#include "harness.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MLEAK_BYTES = 128, LIGHT_BLOCKS = 100, LIGHT_BYTES_MAX = 1024, LIGHT_SLEEP_MICROS = 1000 };

static void *left;

static void leave_one(void *ignored, unsigned index) {
  (void)ignored;
  left = calloc(1, MLEAK_BYTES);
  write_byte(left, index);
}

static uint64_t run_threads(uint64_t count) {
  uint64_t hash = 0;
  for (uint64_t i = 0; i < count; i++) {
    on_threads(1, leave_one, NULL);
    free(left);
    hash = fold(hash, i);
  }
  return hash;
}

void mleak(void) {
  uint64_t threads = parameter("threads", 5000);
  run_threads(threads / 10);
  uint64_t before = resident_bytes();
  uint64_t cpu = nanos(CLOCK_PROCESS_CPUTIME_ID), wall = nanos(CLOCK_MONOTONIC);
  uint64_t hash = run_threads(threads);
  cpu = nanos(CLOCK_PROCESS_CPUTIME_ID) - cpu;
  wall = nanos(CLOCK_MONOTONIC) - wall;
  uint64_t after = resident_bytes();
  add_figure("residentGrowthBytes", after > before ? after - before : 0);
  print_result(threads, cpu, wall, hash);
}

// Powers of two from 16 bytes to 64 KiB and what lies between, small ones more often.
static uint64_t size(random_t *random) {
  uint64_t power = (uint64_t)16 << below(random, 13);
  return power - below(random, power / 4);
}

static uint64_t use_lightly(uint64_t millis) {
  uint64_t hash = 0;
  random_t random = seeded(5);
  for (uint64_t begin = nanos(CLOCK_MONOTONIC); nanos(CLOCK_MONOTONIC) - begin < millis * 1000000u;) {
    for (unsigned i = 0; i < LIGHT_BLOCKS; i++) {
      void *block = malloc(1 + below(&random, LIGHT_BYTES_MAX));
      write_byte(block, i);
      free(block);
    }
    usleep(LIGHT_SLEEP_MICROS);
  }
  return hash;
}

static void touch(char *block, uint64_t bytes) {
  for (uint64_t offset = 0; offset < bytes; offset += 4096) write_byte(block + offset, bytes);
}

void freed(void) {
  uint64_t peak_bytes = parameter("mebibytes", 200) << 20;
  uint64_t blocks_max = peak_bytes / 1024, blocks = 0, live_bytes = 0, hash = 0;
  void **block = own_memory(blocks_max * sizeof *block);
  random_t random = seeded(3);
  uint64_t before = resident_bytes();
  uint64_t cpu = nanos(CLOCK_THREAD_CPUTIME_ID), wall = nanos(CLOCK_MONOTONIC);
  for (; blocks < blocks_max && live_bytes < peak_bytes; blocks++) {
    uint64_t bytes = size(&random);
    block[blocks] = malloc(bytes);
    touch(block[blocks], bytes);
    live_bytes += bytes;
    hash = fold(hash, bytes);
  }
  uint64_t peak = resident_bytes();
  for (uint64_t i = 0; i < blocks; i++) free(block[i]);
  if (strcmp(text_parameter("then", "trim"), "trim") == 0) {
    trim();
  } else {
    use_lightly(parameter("millis", 1000));
  }
  cpu = nanos(CLOCK_THREAD_CPUTIME_ID) - cpu;
  wall = nanos(CLOCK_MONOTONIC) - wall;
  uint64_t after = resident_bytes();
  add_figure("peakGrowthBytes", peak - before);
  add_figure("leftGrowthBytes", after > before ? after - before : 0);
  print_result(blocks, cpu, wall, hash);
}
