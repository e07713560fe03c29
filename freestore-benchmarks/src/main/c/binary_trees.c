// SPDX-License-Identifier: Apache-2.0
//
// binary-trees  of the Benchmarks Game: a stretch tree, a tree that lives long, and ever fewer ever deeper trees that are
//               built, counted and freed, by one thread or shared out among several.

#include "harness.h"

#include <stdlib.h>

enum { DEPTH_MIN = 4, DEPTH_STEP = 4, DEPTH_MAX = 30, WARMUP_DEPTH = 14, THREADS = 64 };

struct tree {
  struct tree *left;
  struct tree *right;
};

static struct {
  unsigned depth;
  unsigned threads;
  uint64_t checks[THREADS][DEPTH_MAX + 1];
} work;

static struct tree *build(unsigned depth) {
  struct tree *tree = malloc(sizeof *tree);
  tree->left = depth ? build(depth - 1) : NULL;
  tree->right = depth ? build(depth - 1) : NULL;
  return tree;
}

static uint64_t count(const struct tree *tree) {
  return tree->left ? 1 + count(tree->left) + count(tree->right) : 1;
}

static void delete(struct tree *tree) {
  if (tree->left) {
    delete(tree->left);
    delete(tree->right);
  }
  free(tree);
}

static uint64_t build_count_delete(unsigned depth) {
  struct tree *tree = build(depth);
  uint64_t nodes = count(tree);
  delete(tree);
  return nodes;
}

static uint64_t trees(unsigned depth) { return (uint64_t)1 << (work.depth - depth + DEPTH_MIN); }

static void body(void *ignored, unsigned index) {
  (void)ignored;
  for (unsigned depth = DEPTH_MIN; depth <= work.depth; depth += DEPTH_STEP) {
    uint64_t nodes = 0;
    for (uint64_t i = index; i < trees(depth); i += work.threads) nodes += build_count_delete(depth);
    work.checks[index][depth] = nodes;
  }
}

static uint64_t pass(void *ignored) {
  (void)ignored;
  uint64_t hash = fold(0, build_count_delete(work.depth + 1));
  struct tree *long_lived = build(work.depth);
  if (work.threads == 1) {
    body(NULL, 0);
  } else {
    on_threads(work.threads, body, NULL);
  }
  for (unsigned depth = DEPTH_MIN; depth <= work.depth; depth += DEPTH_STEP) {
    uint64_t nodes = 0;
    for (unsigned i = 0; i < work.threads; i++) nodes += work.checks[i][depth];
    hash = fold(hash, nodes);
  }
  hash = fold(hash, count(long_lived));
  delete(long_lived);
  return hash;
}

static uint64_t nodes_of_pass(void) {
  uint64_t nodes = ((uint64_t)4 << work.depth) - 1 + ((uint64_t)2 << work.depth) - 1;
  for (unsigned depth = DEPTH_MIN; depth <= work.depth; depth += DEPTH_STEP) {
    nodes += trees(depth) * (((uint64_t)2 << depth) - 1);
  }
  return nodes;
}

void binary_trees(void) {
  unsigned depth = (unsigned)parameter("depth", 18);
  work.threads = (unsigned)parameter("threads", 1);
  if (depth > DEPTH_MAX || work.threads > THREADS) die("too deep or too many threads");
  work.depth = depth < WARMUP_DEPTH ? depth : WARMUP_DEPTH;
  warm_up(pass, NULL);
  work.depth = depth;
  measure_once(CLOCK_PROCESS_CPUTIME_ID, pass, NULL, nodes_of_pass());
}
