// SPDX-License-Identifier: Apache-2.0
//
// many-objects  50 million objects of 24 bytes in one list: create them, write to each, walk them, delete them. What of
//               that takes longest at once, and how much memory does an object need?

#include "harness.h"

#include <stdlib.h>

struct link {
  struct link *next;
  int64_t value;
  int64_t id;
};

static struct link *first;
static uint64_t objects;

static struct link *create(uint64_t id) {
  struct link *link = malloc(sizeof *link);
  link->next = NULL;
  link->value = 0;
  link->id = (int64_t)id;
  return link;
}

static void create_all(struct longest *longest) {
  struct link *last = first = create(0);
  begin_longest(longest);
  for (uint64_t i = 1; i < objects; i++) {
    struct link *link = create(i);
    last->next = link;
    last = link;
    count_longest(longest, i);
  }
}

static void touch_all(struct longest *longest) {
  begin_longest(longest);
  uint64_t i = 0;
  for (struct link *link = first; link; link = link->next) {
    link->value = 3 * link->id;
    count_longest(longest, ++i);
  }
}

static uint64_t walk_all(struct longest *longest) {
  uint64_t hash = 0, i = 0;
  begin_longest(longest);
  for (struct link *link = first; link; link = link->next) {
    hash = fold(hash, (uint64_t)(link->value + link->id));
    count_longest(longest, ++i);
  }
  return hash;
}

static void delete_all(struct longest *longest) {
  begin_longest(longest);
  uint64_t i = 0;
  while (first) {
    struct link *link = first;
    first = link->next;
    free(link);
    count_longest(longest, ++i);
  }
}

void many_objects(void) {
  struct longest longest = {0};
  objects = 10000;
  create_all(&longest);
  delete_all(&longest);
  objects = parameter("objects", 50000000);
  longest = (struct longest){0};
  uint64_t before = resident_bytes();
  uint64_t cpu = nanos(CLOCK_THREAD_CPUTIME_ID), wall = nanos(CLOCK_MONOTONIC);
  create_all(&longest);
  uint64_t created = resident_bytes();
  touch_all(&longest);
  uint64_t hash = walk_all(&longest);
  delete_all(&longest);
  cpu = nanos(CLOCK_THREAD_CPUTIME_ID) - cpu;
  wall = nanos(CLOCK_MONOTONIC) - wall;
  add_figure("payloadBytes", sizeof(struct link));
  add_figure("residentGrowthBytes", created - before);
  add_figure("longestCpuNanos", longest.cpu_nanos);
  add_figure("longestWallNanos", longest.wall_nanos);
  print_result(objects, cpu, wall, hash);
}
