// SPDX-License-Identifier: Apache-2.0
//
// What every native workload shares. The Java side (org.freestore.benchmarks.workload) is the twin of this
// directory: same random numbers, same order of requests, same hash, same clocks, same rule for warm-up. A
// workload that gives another hash on one side is a bug, and the bench command fails on it.

#ifndef FREESTORE_HARNESS_H
#define FREESTORE_HARNESS_H

#include <stddef.h>
#include <stdint.h>
#include <time.h>

// ---- parameters: key=value words of the command line; the last one counts ----

uint64_t parameter(const char *key, uint64_t otherwise);
const char *text_parameter(const char *key, const char *otherwise);

// ---- random numbers: xorshift64 (Marsaglia 2003) over a seed spread by splitmix64 ----

typedef uint64_t random_t;

static inline random_t seeded(uint64_t seed) {
  uint64_t z = (seed + 1) * 0x9E3779B97F4A7C15u;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return (z ^ (z >> 31)) | 1;
}

// A number below 2^32.
static inline uint64_t next(random_t *state) {
  uint64_t x = *state;
  x ^= x << 13;
  x ^= x >> 7;
  x ^= x << 17;
  *state = x;
  return x >> 32;
}

static inline uint64_t below(random_t *state, uint64_t bound) { return (next(state) * bound) >> 32; }

// ---- hash of the work ----

static inline uint64_t fold(uint64_t hash, uint64_t value) { return (hash ^ value) * 0x9E3779B97F4A7C15u; }

// Makes the block's memory real, and keeps the compiler from removing malloc and free.
static inline void write_byte(void *block, uint64_t value) { *(volatile unsigned char *)block = (unsigned char)value; }

// Makes the compiler believe that the memory behind a pointer is read and written by others.
static inline void escape(void *pointer) { __asm__ volatile("" : : "r"(pointer) : "memory"); }

// ---- measuring ----

uint64_t nanos(clockid_t clock);

// One run of the work; gives its hash, which must be the same every time.
typedef uint64_t (*pass_t)(void *state);

// Runs passes until warmup= milliseconds are over, then until measure= milliseconds are over (three at least),
// and prints the result line with the median and the fastest pass on the given clock: CLOCK_THREAD_CPUTIME_ID
// for work of one thread, CLOCK_PROCESS_CPUTIME_ID for work of several.
void measure(clockid_t clock, pass_t pass, void *state, uint64_t operations_per_pass);

// Runs passes until warmup= milliseconds are over and gives their hash.
uint64_t warm_up(pass_t pass, void *state);

// Runs one pass that is too long for many, after a warm-up with smaller ones, and prints the result line with peakBytes and peakGrowthBytes: the most that was resident meanwhile,
// and how much more that is than what was resident before.
void measure_once(clockid_t clock, pass_t pass, void *state, uint64_t operations);

// What took longest of many short operations, by groups of 64: reading the clocks takes longer than one. CPU time does
// not see that the machine was doing something else; elapsed time does.
struct longest {
  uint64_t cpu_nanos, wall_nanos;
  uint64_t last_cpu, last_wall;
};

enum { LONGEST_GROUP = 64 };

static inline void begin_longest(struct longest *longest) {
  longest->last_cpu = nanos(CLOCK_THREAD_CPUTIME_ID);
  longest->last_wall = nanos(CLOCK_MONOTONIC);
}

static inline void count_longest(struct longest *longest, uint64_t operation) {
  if (operation % LONGEST_GROUP != 0) return;
  uint64_t cpu = nanos(CLOCK_THREAD_CPUTIME_ID), wall = nanos(CLOCK_MONOTONIC);
  if (cpu - longest->last_cpu > longest->cpu_nanos) longest->cpu_nanos = cpu - longest->last_cpu;
  if (wall - longest->last_wall > longest->wall_nanos) longest->wall_nanos = wall - longest->last_wall;
  longest->last_cpu = cpu;
  longest->last_wall = wall;
}

// Prints the result line of a workload that is not measured in passes.
void print_result(uint64_t operations, uint64_t cpu_nanos, uint64_t wall_nanos, uint64_t hash);

// Adds key=value to the result line that is printed next.
void add_figure(const char *key, uint64_t value);

// Bytes of this process in memory now, counted page by page by the kernel; the most they were since reset_peak().
uint64_t resident_bytes(void);
uint64_t peak_resident_bytes(void);
void reset_peak(void);

// Memory that the allocator under test does not see.
void *own_memory(size_t bytes);

// Gives back what the preloaded allocator can give back at once, by whatever call it has for that.
void trim(void);

_Noreturn void die(const char *message);

// ---- threads ----

// Runs body(argument, index) on this many new threads and waits for them.
void on_threads(unsigned count, void (*body)(void *argument, unsigned index), void *argument);

// ---- the workloads ----

void pair(void);
void batch(void);
void replay(void);
void larson(void);
void xmalloc_test(void);
void sh8bench(void);
void cache_scratch(void);
void mstress(void);
void alloc_test(void);
void glibc_thread(void);
void mleak(void);
void freed(void);
void object_pair(void);
void field_read(void);
void auto_scope(void);
void binary_tree(void);
void linked_list(void);
void hash_table(void);
void binary_trees(void);
void many_objects(void);

#endif
