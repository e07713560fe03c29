// SPDX-License-Identifier: Apache-2.0
//
// object-pair  allocate an object of 32 bytes, write two of its fields, read them, free it; over and over.
// field-read   read a field of each of 256 objects through an array of pointers to them.
// auto-scope   two automatic objects, a field of each written and read: a block of C.

#include "harness.h"

#include <stdlib.h>

enum { FIELD_OBJECTS_MAX = 100000 };

struct car {
  int64_t speed;
  int64_t distance;
  int64_t fuel;
  int64_t owner;
};

static struct {
  uint64_t rounds;  // in a pass
  uint64_t objects;
  struct car **cars;
} work;

static uint64_t object_pair_pass(void *ignored) {
  (void)ignored;
  uint64_t hash = 0;
  for (uint64_t i = 0; i < work.rounds; i++) {
    struct car *car = malloc(sizeof *car);
    car->speed = (int64_t)i;
    car->distance = (int64_t)(3 * i);
    escape(car);  // both are written, and read again
    hash = fold(hash, (uint64_t)(car->speed + car->distance));
    free(car);
  }
  return hash;
}

void object_pair(void) {
  work.rounds = parameter("pairs", 100000);
  measure(CLOCK_THREAD_CPUTIME_ID, object_pair_pass, NULL, work.rounds);
}

static uint64_t field_read_pass(void *ignored) {
  (void)ignored;
  uint64_t hash = 0, objects = work.objects;
  for (uint64_t round = 0; round < work.rounds; round++) {
    struct car **cars = work.cars;
    escape(cars);  // nothing is known from the round before
    int64_t sum = 0;
    for (uint64_t i = 0; i < objects; i++) sum += cars[i]->speed;
    hash = fold(hash, (uint64_t)sum);
  }
  return hash;
}

void field_read(void) {
  work.rounds = parameter("rounds", 400);
  work.objects = parameter("objects", 256);
  if (work.objects > FIELD_OBJECTS_MAX) die("too many objects");
  work.cars = own_memory(work.objects * sizeof *work.cars);
  for (uint64_t i = 0; i < work.objects; i++) {
    work.cars[i] = calloc(1, sizeof(struct car));
    work.cars[i]->speed = (int64_t)i;
  }
  measure(CLOCK_THREAD_CPUTIME_ID, field_read_pass, NULL, work.rounds * work.objects);
}

static uint64_t auto_scope_pass(void *ignored) {
  (void)ignored;
  uint64_t hash = 0;
  for (uint64_t i = 0; i < work.rounds; i++) {
    struct car first = {0}, second = {0};
    first.speed = (int64_t)i;
    second.speed = (int64_t)(3 * i);
    escape(&first);
    escape(&second);
    hash = fold(hash, (uint64_t)(first.speed + second.speed));
  }
  return hash;
}

void auto_scope(void) {
  work.rounds = parameter("scopes", 100000);
  measure(CLOCK_THREAD_CPUTIME_ID, auto_scope_pass, NULL, work.rounds);
}
