// SPDX-License-Identifier: Apache-2.0
//
// Starts glibc's mtrace(3) in a program that never heard of it. Since glibc 2.34 mtrace() itself lives in
// libc_malloc_debug.so.0, which has to be preloaded too:
//
//   gcc -O2 -shared -fPIC -o mtrace_on.so mtrace_on.c
//   LD_PRELOAD="libc_malloc_debug.so.0 ./mtrace_on.so" MTRACE_PROGRAM=jq MALLOC_TRACE=jq.mtrace jq . data.json
//
// MALLOC_TRACE       the file to write
// MTRACE_PROGRAM     name of the one executable to trace; child processes (a shell, a pager) inherit the
//                    preload and would otherwise truncate the file of their parent

#define _GNU_SOURCE
#include <errno.h>
#include <mcheck.h>
#include <stdlib.h>
#include <string.h>

__attribute__((constructor)) static void start(void) {
  const char *program = getenv("MTRACE_PROGRAM");
  if (program == NULL || strcmp(program, program_invocation_short_name) == 0) {
    mtrace();
  }
}

// Without muntrace() the last buffer of the trace is lost and the line "= End" with it.
__attribute__((destructor)) static void stop(void) { muntrace(); }
