// SPDX-License-Identifier: Apache-2.0
//
// Records every allocation of a program, of all its threads, as Android's memory_trace text:
//
//   <thread>: malloc 0x<block> <bytes>
//   <thread>: calloc 0x<block> <count> <bytes>
//   <thread>: memalign 0x<block> <alignment> <bytes>
//   <thread>: realloc 0x<new block> 0x<old block> <bytes>
//   <thread>: free 0x<block>
//   <thread>: thread_done 0x0
//
// Build:  gcc -O2 -shared -fPIC -pthread -o recorder.so recorder.c
// Use:    LD_PRELOAD=./recorder.so RECORDER_FILE=git.mt RECORDER_PROGRAM=git git grep --threads=4 …
//
// RECORDER_FILE       the file to write
// RECORDER_PROGRAM    name of the one executable to record; others that inherit the preload run untouched
//
// One lock is held over "call the allocator and write the line". The order of the lines is therefore an order
// in which the calls could have happened one after the other: a block's free always stands before the next
// malloc that is given the same address, whichever threads they come from.
//
// Threads are numbered 1, 2, 3 … as they are first seen, so that two recordings of one program resemble each
// other. A forked child does not record.

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// glibc's own entry points: dlsym() would allocate before it could tell us where malloc is.
extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);
extern void __libc_free(void *);

enum { LINE_BYTES_MAX = 128, LOW_DESCRIPTORS = 500 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static bool recording;
static int file = -1;
static char buffer[1 << 16];
static size_t used;
static unsigned threads_seen;
static pthread_key_t thread_end;

// initial-exec: the default model allocates on a thread's first access, from inside malloc.
static __thread unsigned thread_number __attribute__((tls_model("initial-exec")));

static void flush(void) {
  for (size_t written = 0; written < used;) {
    ssize_t n = write(file, buffer + written, used - written);
    if (n < 0 && errno != EINTR) break;
    if (n > 0) written += (size_t)n;
  }
  used = 0;
}

static void text(const char *s) {
  while (*s) buffer[used++] = *s++;
}

static void number(uint64_t value, unsigned base) {
  char digits[24];
  int count = 0;
  do digits[count++] = "0123456789abcdef"[value % base];
  while (value /= base);
  while (count) buffer[used++] = digits[--count];
}

static void decimal(uint64_t value) {
  text(" ");
  number(value, 10);
}

static void address(const void *block) {
  text(" 0x");
  number((uintptr_t)block, 16);
}

// The caller holds the lock.
static void begin_line(const char *operation, const void *block) {
  if (used > sizeof buffer - LINE_BYTES_MAX) flush();
  if (thread_number == 0) {
    thread_number = ++threads_seen;
    pthread_setspecific(thread_end, (void *)1);  // so that on_thread_end runs for this thread
  }
  number(thread_number, 10);
  text(": ");
  text(operation);
  address(block);
}

static void end_line(void) { text("\n"); }

static void line_of_one(const char *operation, const void *block) {
  begin_line(operation, block);
  end_line();
}

void *malloc(size_t bytes) {
  if (!recording) return __libc_malloc(bytes);
  pthread_mutex_lock(&lock);
  void *block = __libc_malloc(bytes);
  if (block) {
    begin_line("malloc", block);
    decimal(bytes);
    end_line();
  }
  pthread_mutex_unlock(&lock);
  return block;
}

void *calloc(size_t count, size_t bytes) {
  if (!recording) return __libc_calloc(count, bytes);
  pthread_mutex_lock(&lock);
  void *block = __libc_calloc(count, bytes);
  if (block) {
    begin_line("calloc", block);
    decimal(count);
    decimal(bytes);
    end_line();
  }
  pthread_mutex_unlock(&lock);
  return block;
}

void *realloc(void *old, size_t bytes) {
  if (!recording) return __libc_realloc(old, bytes);
  pthread_mutex_lock(&lock);
  void *block = __libc_realloc(old, bytes);
  if (block) {
    begin_line("realloc", block);
    address(old);
    decimal(bytes);
    end_line();
  } else if (old && bytes == 0) {
    line_of_one("free", old);  // glibc: realloc(p, 0) frees
  }
  pthread_mutex_unlock(&lock);
  return block;
}

void free(void *block) {
  if (!block) return;
  if (!recording) {
    __libc_free(block);
    return;
  }
  int saved = errno;  // free() must not change it
  pthread_mutex_lock(&lock);
  line_of_one("free", block);
  __libc_free(block);
  pthread_mutex_unlock(&lock);
  errno = saved;
}

void *memalign(size_t alignment, size_t bytes) {
  if (!recording) return __libc_memalign(alignment, bytes);
  pthread_mutex_lock(&lock);
  void *block = __libc_memalign(alignment, bytes);
  if (block) {
    begin_line("memalign", block);
    decimal(alignment);
    decimal(bytes);
    end_line();
  }
  pthread_mutex_unlock(&lock);
  return block;
}

void *aligned_alloc(size_t alignment, size_t bytes) { return memalign(alignment, bytes); }

void *valloc(size_t bytes) { return memalign((size_t)sysconf(_SC_PAGESIZE), bytes); }

int posix_memalign(void **result, size_t alignment, size_t bytes) {
  void *block = memalign(alignment, bytes);
  if (!block) return ENOMEM;
  *result = block;
  return 0;
}

static void on_thread_end(void *ignored) {
  (void)ignored;
  pthread_mutex_lock(&lock);
  if (recording) line_of_one("thread_done", NULL);
  pthread_mutex_unlock(&lock);
}

static void before_fork(void) { pthread_mutex_lock(&lock); }

static void in_parent(void) { pthread_mutex_unlock(&lock); }

static void in_child(void) {
  recording = false;
  used = 0;
  pthread_mutex_unlock(&lock);
}

__attribute__((constructor)) static void start(void) {
  const char *name = getenv("RECORDER_FILE");
  const char *program = getenv("RECORDER_PROGRAM");
  if (!name || (program && strcmp(program, program_invocation_short_name) != 0)) return;
  int opened = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (opened < 0) return;
  // Out of the way of programs that expect their first open() to be 3, or close everything below some number.
  file = fcntl(opened, F_DUPFD_CLOEXEC, LOW_DESCRIPTORS);
  close(opened);
  if (file < 0 || pthread_key_create(&thread_end, on_thread_end) != 0) return;
  pthread_atfork(before_fork, in_parent, in_child);
  recording = true;
}

__attribute__((destructor)) static void stop(void) {
  pthread_mutex_lock(&lock);
  if (recording) flush();
  recording = false;
  pthread_mutex_unlock(&lock);
}
