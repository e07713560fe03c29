// SPDX-License-Identifier: Apache-2.0

#define _GNU_SOURCE
#include "harness.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <inttypes.h>
#include <malloc.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { PASSES_MAX = 100000, PASSES_MIN = 3, THREADS_MAX = 1024 };

static char **words;
static char figures[1024];

_Noreturn void die(const char *message) {
  fprintf(stderr, "workloads: %s\n", message);
  exit(2);
}

const char *text_parameter(const char *key, const char *otherwise) {
  size_t length = strlen(key);
  const char *last = otherwise;
  for (char **word = words; *word; word++) {
    if (strncmp(*word, key, length) == 0 && (*word)[length] == '=') last = *word + length + 1;
  }
  return last;
}

uint64_t parameter(const char *key, uint64_t otherwise) {
  const char *text = text_parameter(key, NULL);
  return text ? strtoull(text, NULL, 10) : otherwise;
}

uint64_t nanos(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

void *own_memory(size_t bytes) {
  void *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
  if (memory == MAP_FAILED) die("no memory");
  return memory;
}

// A figure in KiB from a file of /proc, read without the allocator.
static uint64_t kernel_figure(const char *file, const char *label) {
  char text[4096];
  int descriptor = open(file, O_RDONLY);
  ssize_t length = descriptor < 0 ? -1 : read(descriptor, text, sizeof text - 1);
  close(descriptor);
  if (length <= 0) die("cannot read /proc/self");
  text[length] = 0;
  const char *found = strstr(text, label);
  return found ? strtoull(found + strlen(label), NULL, 10) * 1024 : 0;
}

uint64_t resident_bytes(void) { return kernel_figure("/proc/self/smaps_rollup", "\nRss:"); }

uint64_t peak_resident_bytes(void) { return kernel_figure("/proc/self/status", "\nVmHWM:"); }

void reset_peak(void) {
  int descriptor = open("/proc/self/clear_refs", O_WRONLY);
  if (descriptor < 0 || write(descriptor, "5", 1) != 1) die("cannot reset the peak of /proc/self");
  close(descriptor);
}

void trim(void) {
  void (*mimalloc_collect)(bool) = (void (*)(bool))dlsym(RTLD_DEFAULT, "mi_collect");
  int (*jemalloc_control)(const char *, void *, size_t *, void *, size_t) =
      (int (*)(const char *, void *, size_t *, void *, size_t))dlsym(RTLD_DEFAULT, "mallctl");
  void (*tcmalloc_release)(void) = (void (*)(void))dlsym(RTLD_DEFAULT, "MallocExtension_ReleaseFreeMemory");
  if (mimalloc_collect) {
    mimalloc_collect(true);
  } else if (jemalloc_control) {
    jemalloc_control("thread.tcache.flush", NULL, NULL, NULL, 0);
    jemalloc_control("arena.4096.purge", NULL, NULL, NULL, 0);  // 4096: MALLCTL_ARENAS_ALL
  } else if (tcmalloc_release) {
    tcmalloc_release();
  } else {
    malloc_trim(0);
  }
}

void add_figure(const char *key, uint64_t value) {
  size_t used = strlen(figures);
  snprintf(figures + used, sizeof figures - used, " %s=%" PRIu64, key, value);
}

void print_result(uint64_t operations, uint64_t cpu_nanos, uint64_t wall_nanos, uint64_t hash) {
  printf("result operations=%" PRIu64 " cpuNanos=%" PRIu64 " wallNanos=%" PRIu64 " hash=%016" PRIx64 "%s\n", operations,
         cpu_nanos, wall_nanos, hash, figures);
}

static int ascending(const void *left, const void *right) {
  uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
  return (a > b) - (a < b);
}

static void check_hash(uint64_t expected, uint64_t actual) {
  if (expected != actual) die("two passes of the same work gave different hashes");
}

uint64_t warm_up(pass_t pass, void *state) {
  uint64_t warmup_nanos = parameter("warmup", 500) * 1000000u;
  uint64_t hash = pass(state);
  for (uint64_t begin = nanos(CLOCK_MONOTONIC); nanos(CLOCK_MONOTONIC) - begin < warmup_nanos;) {
    check_hash(hash, pass(state));
  }
  return hash;
}

void measure_once(clockid_t clock, pass_t pass, void *state, uint64_t operations) {
  reset_peak();
  uint64_t before = peak_resident_bytes();
  uint64_t wall = nanos(CLOCK_MONOTONIC), cpu = nanos(clock);
  uint64_t hash = pass(state);
  cpu = nanos(clock) - cpu;
  wall = nanos(CLOCK_MONOTONIC) - wall;
  uint64_t peak = peak_resident_bytes();
  add_figure("peakBytes", peak);
  add_figure("peakGrowthBytes", peak - before);
  print_result(operations, cpu, wall, hash);
}

void measure(clockid_t clock, pass_t pass, void *state, uint64_t operations_per_pass) {
  uint64_t measure_nanos = parameter("measure", 1000) * 1000000u;
  uint64_t *cpu = own_memory(PASSES_MAX * sizeof *cpu);
  uint64_t *wall = own_memory(PASSES_MAX * sizeof *wall);
  uint64_t hash = warm_up(pass, state);
  size_t passes = 0;
  for (uint64_t begin = nanos(CLOCK_MONOTONIC);
       passes < PASSES_MIN || (passes < PASSES_MAX && nanos(CLOCK_MONOTONIC) - begin < measure_nanos); passes++) {
    uint64_t wall_begin = nanos(CLOCK_MONOTONIC);
    uint64_t cpu_begin = nanos(clock);
    uint64_t pass_hash = pass(state);
    cpu[passes] = nanos(clock) - cpu_begin;
    wall[passes] = nanos(CLOCK_MONOTONIC) - wall_begin;
    check_hash(hash, pass_hash);
  }
  qsort(cpu, passes, sizeof *cpu, ascending);
  qsort(wall, passes, sizeof *wall, ascending);
  add_figure("passes", passes);
  add_figure("fastestCpuNanos", cpu[0]);
  print_result(operations_per_pass, cpu[passes / 2], wall[passes / 2], hash);
}

struct start {
  void (*body)(void *, unsigned);
  void *argument;
  unsigned index;
};

static void *run(void *argument) {
  struct start *start = argument;
  start->body(start->argument, start->index);
  return NULL;
}

void on_threads(unsigned count, void (*body)(void *argument, unsigned index), void *argument) {
  static pthread_t threads[THREADS_MAX];
  static struct start starts[THREADS_MAX];
  if (count > THREADS_MAX) die("too many threads");
  for (unsigned i = 0; i < count; i++) {
    starts[i] = (struct start){body, argument, i};
    if (pthread_create(&threads[i], NULL, run, &starts[i]) != 0) die("cannot start a thread");
  }
  for (unsigned i = 0; i < count; i++) pthread_join(threads[i], NULL);
}

static const struct {
  const char *name;
  void (*run)(void);
} workloads[] = {
    {"pair", pair},
    {"batch", batch},
    {"replay", replay},
    {"larson", larson},
    {"xmalloc-test", xmalloc_test},
    {"sh8bench", sh8bench},
    {"cache-scratch", cache_scratch},
    {"mstress", mstress},
    {"alloc-test", alloc_test},
    {"glibc-thread", glibc_thread},
    {"mleak", mleak},
    {"freed", freed},
    {"object-pair", object_pair},
    {"field-read", field_read},
    {"auto-scope", auto_scope},
    {"binary-tree", binary_tree},
    {"linked-list", linked_list},
    {"hash-table", hash_table},
    {"binary-trees", binary_trees},
    {"many-objects", many_objects},
};

// workloads NAME [key=value]…
int main(int count, char **arguments) {
  if (count < 2) die("usage: workloads NAME [key=value]...");
  words = arguments + 2;
  for (size_t i = 0; i < sizeof workloads / sizeof *workloads; i++) {
    if (strcmp(arguments[1], workloads[i].name) == 0) {
      workloads[i].run();
      return 0;
    }
  }
  die("no such workload");
}
