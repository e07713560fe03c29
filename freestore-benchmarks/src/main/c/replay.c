// SPDX-License-Identifier: Apache-2.0
//
// replay  the recorded operations of a program, in file order, on one thread. The first byte of every block and one
//         byte of each further 4 KiB is written. What the program never freed is freed after each pass; those
//         frees count as operations.
//
// The operation file is the one that freestore-cli writes when it has read a trace: a header of eight words, then
// chunks of an entry count, that many operands (8 bytes: code, log2 of the alignment, size) and slots (4 bytes). A
// realloc takes two entries, where to and where from. org.freestore.cli.operations documents it.

#define _GNU_SOURCE
#include "harness.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum code { MALLOC = 1, CALLOC, MEMALIGN, REALLOC, FROM, FREE };
enum { PAGE = 4096 };
static const uint64_t MAGIC = 0x46534f505331;

struct header {
  uint64_t magic, threaded, operations, entries, chunks, slots, threads, peak_chunk;
};

static struct {
  uint64_t operations, entries;
  uint64_t *operands;
  uint32_t *at;  // the slot of each entry
  uint64_t slot_count;
  void **slots;
} trace;

static inline enum code code(uint64_t operand) { return (enum code)(operand >> 60); }

static inline uint64_t size(uint64_t operand) { return operand & (((uint64_t)1 << 48) - 1); }

static inline size_t alignment(uint64_t operand) { return (size_t)1 << (operand >> 48 & 63); }

static void touch(char *block, uint64_t bytes) {
  for (uint64_t offset = 0; offset < bytes; offset += PAGE) write_byte(block + offset, bytes);
}

static void *aligned(size_t alignment, uint64_t bytes) {
  void *block = NULL;
  if (alignment < sizeof(void *)) alignment = sizeof(void *);
  return posix_memalign(&block, alignment, bytes) == 0 ? block : NULL;
}

static void *performed(uint64_t operand, uint64_t bytes) {
  switch (code(operand)) {
    case MALLOC:
      return malloc(bytes);
    case CALLOC:
      return calloc(1, bytes);
    default:
      return aligned(alignment(operand), bytes);
  }
}

static uint64_t play(void) {
  uint64_t hash = 0, entries = trace.entries;
  const uint64_t *operands = trace.operands;
  const uint32_t *at = trace.at;
  void **slots = trace.slots;
  for (uint64_t i = 0; i < entries; i++) {
    uint64_t operand = operands[i];
    uint32_t slot = at[i];
    hash = fold(hash, operand + slot);
    if (code(operand) == FREE) {
      free(slots[slot]);
      slots[slot] = NULL;
      continue;
    }
    uint64_t bytes = size(operand);
    void *block;
    if (code(operand) == REALLOC) {
      uint32_t from = at[++i];
      block = realloc(slots[from], bytes ? bytes : 1);
      slots[from] = NULL;
    } else {
      block = performed(operand, bytes);
    }
    slots[slot] = block;
    touch(block, bytes);
  }
  return hash;
}

static uint64_t free_left_over(uint64_t hash) {
  for (uint64_t slot = 0; slot < trace.slot_count; slot++) {
    if (trace.slots[slot]) {
      free(trace.slots[slot]);
      trace.slots[slot] = NULL;
      hash = fold(hash, slot);
    }
  }
  return hash;
}

static uint64_t replay_pass(void *ignored) {
  (void)ignored;
  return free_left_over(play());
}

// Blocks that a pass leaves to be freed at its end.
static uint64_t left_over(void) {
  uint64_t allocated = 0, freed = 0;
  for (uint64_t i = 0; i < trace.entries; i++) {
    enum code each = code(trace.operands[i]);
    allocated += each == MALLOC || each == CALLOC || each == MEMALIGN;
    freed += each == FREE;
  }
  return allocated - freed;
}

// Strings the chunks together, so that the loop that is measured knows nothing of them.
static void load(const struct header *header) {
  const char *next = (const char *)(header + 1);
  uint64_t loaded = 0;
  trace.operands = own_memory(header->entries * sizeof *trace.operands);
  trace.at = own_memory(header->entries * sizeof *trace.at);
  for (uint64_t i = 0; i < header->chunks; i++) {
    uint64_t entries;
    memcpy(&entries, next, sizeof entries);
    next += sizeof entries;
    memcpy(trace.operands + loaded, next, entries * sizeof *trace.operands);
    next += entries * sizeof *trace.operands;
    memcpy(trace.at + loaded, next, entries * sizeof *trace.at);
    next += entries * sizeof *trace.at;
    loaded += entries;
  }
  trace.entries = loaded;
  trace.operations = header->operations;
  trace.slot_count = header->slots;
  trace.slots = own_memory((header->slots + 1) * sizeof *trace.slots);
}

static void load_file(const char *name) {
  struct stat about;
  int file = open(name, O_RDONLY);
  if (file < 0 || fstat(file, &about) != 0) die("cannot open the operation file");
  const struct header *header = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_PRIVATE, file, 0);
  if (header == MAP_FAILED) die("cannot map the operation file");
  if (header->magic != MAGIC || header->threaded) die("not an operation file of one thread");
  load(header);
  munmap((void *)header, (size_t)about.st_size);
  close(file);
}

// One pass in a fresh process, and how far the resident set grew over it.
static void replay_once(void) {
  reset_peak();
  uint64_t before = resident_bytes();
  uint64_t cpu = nanos(CLOCK_THREAD_CPUTIME_ID), wall = nanos(CLOCK_MONOTONIC);
  uint64_t hash = play();
  cpu = nanos(CLOCK_THREAD_CPUTIME_ID) - cpu;
  wall = nanos(CLOCK_MONOTONIC) - wall;
  uint64_t peak = peak_resident_bytes();
  add_figure("peakResidentGrowthBytes", peak > before ? peak - before : 0);
  print_result(trace.operations, cpu, wall, free_left_over(hash));
}

void replay(void) {
  load_file(text_parameter("file", ""));
  if (strcmp(text_parameter("question", "time"), "memory") == 0) {
    replay_once();
  } else {
    measure(CLOCK_THREAD_CPUTIME_ID, replay_pass, NULL, trace.operations + left_over());
  }
}
