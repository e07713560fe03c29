#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints the table of README.md for the traces named on the command line.

Usage: describe.py FILE…

It reads the three formats record.sh writes (glibc mtrace, Android memory_trace, heaptrack interpreted) by the
end of the file's name. It is a second reader beside the project's own, so that one can check the other.
"""

import gzip
import pathlib
import subprocess
import sys


class Totals:
    """Counts operations and follows the live bytes."""

    def __init__(self):
        self.live = {}
        self.threads = set()
        self.operations = 0
        self.bytes = 0
        self.peak_bytes = 0
        self.peak_blocks = 0

    def allocate(self, block, size):
        self.operations += 1
        self.live[block] = size
        self.bytes += size
        self.peak_bytes = max(self.peak_bytes, self.bytes)
        self.peak_blocks = max(self.peak_blocks, len(self.live))

    def free(self, block):
        self.operations += 1
        self.bytes -= self.live.pop(block, 0)

    def reallocate(self, old, new, size):
        self.bytes -= self.live.pop(old, 0)
        self.allocate(new, size)


def read_mtrace(lines, totals):
    old = None
    for line in lines:
        event = line.rpartition("] ")[2].split()
        if not event or event[0] == "=":
            continue
        if event[0] == "+":
            totals.allocate(event[1], int(event[2], 16))
        elif event[0] == "-":
            totals.free(event[1])
        elif event[0] == "<":
            old = event[1]
        elif event[0] == ">":
            totals.reallocate(old, event[1], int(event[2], 16))


def read_memory_trace(lines, totals):
    for line in lines:
        thread, operation, block, *numbers = line.split()
        totals.threads.add(thread)
        if operation == "malloc":
            totals.allocate(block, int(numbers[0]))
        elif operation == "calloc":
            totals.allocate(block, int(numbers[0]) * int(numbers[1]))
        elif operation == "memalign":
            totals.allocate(block, int(numbers[1]))
        elif operation == "realloc":
            totals.reallocate(numbers[0], block, int(numbers[1]))
        elif operation == "free":
            totals.free(block)


def read_heaptrack(lines, totals):
    """Blocks have no address in this format: equal ones stand for each other."""
    sizes = []
    live = {}
    for line in lines:
        kind, *fields = line.split() or " "
        if kind == "a":
            sizes.append(int(fields[0], 16))
        elif kind == "+":
            index = int(fields[0], 16)
            live[index] = live.get(index, 0) + 1
            totals.allocate((index, live[index]), sizes[index])
        elif kind == "-":
            index = int(fields[0], 16)
            totals.free((index, live[index]))
            live[index] -= 1


def describe(path):
    totals = Totals()
    name = path.name
    if name.endswith(".heaptrack.zst"):
        unpacked = subprocess.run(["zstd", "-dc", path], check=True, capture_output=True).stdout
        read_heaptrack(unpacked.decode().splitlines(), totals)
        kind = "heaptrack interpreted"
    elif name.endswith(".mtrace.gz"):
        with gzip.open(path, "rt") as lines:
            read_mtrace(lines, totals)
        kind = "glibc mtrace"
    else:
        with gzip.open(path, "rt") as lines:
            read_memory_trace(lines, totals)
        kind = "Android memory_trace"
    print(f"| `{name}` | {kind} | {len(totals.threads) or '-'} | {totals.operations:,} | {totals.peak_bytes:,} "
          f"| {totals.peak_blocks:,} | {len(totals.live):,} | {path.stat().st_size:,} |")


def main():
    print("| trace | format | threads | operations | peak live bytes | peak live blocks | live at the end | file bytes |")
    print("|---|---|---|---|---|---|---|---|")
    for name in sys.argv[1:]:
        describe(pathlib.Path(name))


if __name__ == "__main__":
    main()
