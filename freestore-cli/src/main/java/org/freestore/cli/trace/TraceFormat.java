// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.trace;

/// The trace formats that can be read.
public enum TraceFormat {
  /// Text written by glibc's `mtrace()`.
  MTRACE("mtrace", "glibc mtrace", false, false),
  /// Android's `memory_trace` text, as bionic's `record_allocs` writes it; names the threads.
  ANDROID("android", "Android memory_trace", true, false),
  /// What `heaptrack --raw` writes: pointers and module offsets.
  HEAPTRACK_RAW("heaptrack-raw", "heaptrack, raw", false, false),
  /// What `heaptrack` writes by default: symbols, but no pointers.
  HEAPTRACK("heaptrack", "heaptrack, interpreted", false, true),
  /// The `.rep` files of CMU's malloc lab.
  MALLOCLAB("malloclab", "malloclab .rep", false, false);

  private final String key;
  private final String title;
  private final boolean threaded;
  private final boolean namesKinds;

  TraceFormat(String key, String title, boolean threaded, boolean namesKinds) {
    this.key = key;
    this.title = title;
    this.threaded = threaded;
    this.namesKinds = namesKinds;
  }

  /// Returns the name used in JSON.
  public String key() {
    return key;
  }

  /// Returns the name shown to people.
  public String title() {
    return title;
  }

  /// Returns whether the format says which thread did what.
  public boolean threaded() {
    return threaded;
  }

  /// Returns whether blocks of one size from one call stack share a name, so that it is not
  /// recorded which of them is freed.
  public boolean namesKinds() {
    return namesKinds;
  }
}
