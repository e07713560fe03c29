// SPDX-License-Identifier: Apache-2.0
//
// binary-tree  insert keys in random order, look each up, walk all in order, remove each; unbalanced.
// linked-list  append, walk forwards, remove every third and insert one before every second, walk backwards, clear;
//              doubly linked.
// hash-table   insert keys, look up each and as many that are not there, remove each; one chain for each bucket.

#include "harness.h"

#include <stdlib.h>

enum { ELEMENTS_MAX = 10000000, LIST_WALKS = 4, ELEMENTS_PER_BUCKET_MAX = 2 };

static struct {
  uint64_t elements;
  uint64_t *keys;        // distinct, in the order of insertion
  uint64_t *other_keys;  // the same in another order
} work;

static void shuffle(uint64_t *keys, uint64_t seed) {
  random_t random = seeded(seed);
  for (uint64_t i = work.elements - 1; i > 0; i--) {
    uint64_t j = below(&random, i + 1);
    uint64_t swapped = keys[i];
    keys[i] = keys[j];
    keys[j] = swapped;
  }
}

// Each number below the count of elements once, spread by a bijection where they shall not be dense.
static void prepare(uint64_t spread) {
  work.elements = parameter("elements", 10000);
  if (work.elements > ELEMENTS_MAX) die("too many elements");
  work.keys = own_memory(work.elements * sizeof *work.keys);
  work.other_keys = own_memory(work.elements * sizeof *work.other_keys);
  for (uint64_t i = 0; i < work.elements; i++) work.keys[i] = work.other_keys[i] = i * spread;
  shuffle(work.keys, 17);
  shuffle(work.other_keys, 19);
}

// ---- binary tree ----

struct tree {
  int64_t key;
  struct tree *left;
  struct tree *right;
};

static struct tree *root;

static struct tree *new_tree(int64_t key) {
  struct tree *node = malloc(sizeof *node);
  node->key = key;
  node->left = NULL;
  node->right = NULL;
  return node;
}

static void tree_insert(int64_t key) {
  struct tree *fresh = new_tree(key);
  struct tree *node = root;
  if (!node) {
    root = fresh;
    return;
  }
  for (;;) {
    if (key < node->key) {
      struct tree *left = node->left;
      if (!left) {
        node->left = fresh;
        return;
      }
      node = left;
    } else {
      struct tree *right = node->right;
      if (!right) {
        node->right = fresh;
        return;
      }
      node = right;
    }
  }
}

// How deep the key lies.
static uint64_t tree_find(int64_t key) {
  uint64_t depth = 0;
  struct tree *node = root;
  for (int64_t here; (here = node->key) != key; depth++) node = key < here ? node->left : node->right;
  return depth;
}

static uint64_t tree_walk(struct tree *node, uint64_t hash) {
  struct tree *left = node->left, *right = node->right;
  if (left) hash = tree_walk(left, hash);
  hash = fold(hash, (uint64_t)node->key);
  return right ? tree_walk(right, hash) : hash;
}

static void tree_remove(int64_t key) {
  struct tree *parent = NULL, *node = root;
  for (int64_t here; (here = node->key) != key;) {
    parent = node;
    node = key < here ? node->left : node->right;
  }
  struct tree *left = node->left, *right = node->right;
  if (left && right) {
    struct tree *heir = right;
    parent = node;
    while ((left = heir->left)) {
      parent = heir;
      heir = left;
    }
    node->key = heir->key;
    node = heir;
    right = heir->right;
  }
  struct tree *child = left ? left : right;
  if (!parent) {
    root = child;
  } else if (parent->left == node) {
    parent->left = child;
  } else {
    parent->right = child;
  }
  free(node);
}

static uint64_t binary_tree_pass(void *ignored) {
  (void)ignored;
  uint64_t hash = 0;
  for (uint64_t i = 0; i < work.elements; i++) tree_insert((int64_t)work.keys[i]);
  for (uint64_t i = 0; i < work.elements; i++) hash = fold(hash, tree_find((int64_t)work.other_keys[i]));
  hash = tree_walk(root, hash);
  for (uint64_t i = 0; i < work.elements; i++) tree_remove((int64_t)work.other_keys[i]);
  return hash;
}

void binary_tree(void) {
  prepare(1);
  measure(CLOCK_THREAD_CPUTIME_ID, binary_tree_pass, NULL, 4 * work.elements);
}

// ---- linked list ----

struct link {
  int64_t value;
  struct link *next;
  struct link *previous;
};

static struct link *first, *last;

static struct link *new_link(int64_t value, struct link *previous, struct link *next) {
  struct link *link = malloc(sizeof *link);
  link->value = value;
  link->previous = previous;
  link->next = next;
  return link;
}

static void list_insert(int64_t value, struct link *previous, struct link *next) {
  struct link *link = new_link(value, previous, next);
  if (previous) {
    previous->next = link;
  } else {
    first = link;
  }
  if (next) {
    next->previous = link;
  } else {
    last = link;
  }
}

static void list_remove(struct link *link) {
  struct link *previous = link->previous, *next = link->next;
  if (previous) {
    previous->next = next;
  } else {
    first = next;
  }
  if (next) {
    next->previous = previous;
  } else {
    last = previous;
  }
  free(link);
}

static void list_rebuild(void) {
  uint64_t index = 0;
  for (struct link *link = first; link; index++) {
    struct link *next = link->next;
    if (index % 2 == 1) list_insert((int64_t)index, link->previous, link);
    if (index % 3 == 2) list_remove(link);
    link = next;
  }
}

static uint64_t linked_list_pass(void *ignored) {
  (void)ignored;
  uint64_t hash = 0;
  for (uint64_t i = 0; i < work.elements; i++) list_insert((int64_t)work.keys[i], last, NULL);
  for (unsigned walk = 0; walk < LIST_WALKS; walk++) {
    int64_t sum = 0;
    for (struct link *link = first; link; link = link->next) sum += link->value;
    hash = fold(hash, (uint64_t)sum);
  }
  list_rebuild();
  for (struct link *link = last; link; link = link->previous) hash = fold(hash, (uint64_t)link->value);
  while (first) list_remove(first);
  return hash;
}

void linked_list(void) {
  prepare(1);
  measure(CLOCK_THREAD_CPUTIME_ID, linked_list_pass, NULL, (4 + LIST_WALKS) * work.elements);
}

// ---- hash table ----

struct entry {
  int64_t key;
  int64_t value;
  struct entry *next;
};

static struct entry **buckets;
static unsigned bucket_shift;

static inline uint64_t bucket(int64_t key) { return ((uint64_t)key * 0x9E3779B97F4A7C15u) >> bucket_shift; }

static void table_put(int64_t key, int64_t value) {
  uint64_t at = bucket(key);
  for (struct entry *entry = buckets[at]; entry; entry = entry->next) {
    if (entry->key == key) {
      entry->value = value;
      return;
    }
  }
  struct entry *entry = malloc(sizeof *entry);
  entry->key = key;
  entry->value = value;
  entry->next = buckets[at];
  buckets[at] = entry;
}

static int64_t table_value(int64_t key) {
  for (struct entry *entry = buckets[bucket(key)]; entry; entry = entry->next) {
    if (entry->key == key) return entry->value;
  }
  return -1;
}

static void table_remove(int64_t key) {
  uint64_t at = bucket(key);
  struct entry *previous = NULL, *entry = buckets[at];
  while (entry->key != key) {
    previous = entry;
    entry = entry->next;
  }
  struct entry *next = entry->next;
  if (previous) {
    previous->next = next;
  } else {
    buckets[at] = next;
  }
  free(entry);
}

static uint64_t hash_table_pass(void *ignored) {
  (void)ignored;
  uint64_t hash = 0;
  for (uint64_t i = 0; i < work.elements; i++) table_put((int64_t)work.keys[i], (int64_t)i);
  for (uint64_t i = 0; i < work.elements; i++) {
    int64_t key = (int64_t)work.other_keys[i];
    hash = fold(hash, (uint64_t)(table_value(key) + table_value(key + 1)));
  }
  for (uint64_t i = 0; i < work.elements; i++) table_remove((int64_t)work.other_keys[i]);
  return hash;
}

void hash_table(void) {
  prepare(2);
  uint64_t bits = 1;
  while ((uint64_t)ELEMENTS_PER_BUCKET_MAX << bits < work.elements) bits++;
  bucket_shift = (unsigned)(64 - bits);
  buckets = calloc((size_t)1 << bits, sizeof *buckets);
  measure(CLOCK_THREAD_CPUTIME_ID, hash_table_pass, NULL, 4 * work.elements);
}
