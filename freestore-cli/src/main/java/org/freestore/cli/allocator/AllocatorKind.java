// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.allocator;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The allocators that can be named to `--compare`, and Freestore.
public enum AllocatorKind {
  /// Freestore's raw blocks, default options.
  FREESTORE("", "", ""),
  /// The C library's malloc, by critical downcall.
  LIBC("", "", ""),
  /// mimalloc's shared library, by critical downcall.
  MIMALLOC("libmimalloc.so.2", "libmimalloc.2.dylib", "libmimalloc2.0"),
  /// jemalloc's shared library, by critical downcall.
  JEMALLOC("libjemalloc.so.2", "libjemalloc.2.dylib", "libjemalloc2"),
  /// gperftools' tcmalloc, by critical downcall.
  TCMALLOC("libtcmalloc_minimal.so.4", "libtcmalloc_minimal.4.dylib", "libtcmalloc-minimal4"),
  /// `sun.misc.Unsafe.allocateMemory`.
  UNSAFE("", "", ""),
  /// One `java.lang.foreign.Arena` per block.
  ARENA("", "", "");

  private final String linuxLibrary;
  private final String macLibrary;
  private final String debianPackage;

  AllocatorKind(String linuxLibrary, String macLibrary, String debianPackage) {
    this.linuxLibrary = linuxLibrary;
    this.macLibrary = macLibrary;
    this.debianPackage = debianPackage;
  }

  /// Returns the name used on the command line and in reports.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Returns the kind with this name.
  public static Optional<AllocatorKind> ofKey(String key) {
    return Arrays.stream(values()).filter(kind -> kind.key().equals(key)).findFirst();
  }

  private boolean hasLibrary() {
    return !linuxLibrary.isEmpty();
  }

  private Optional<Path> library() {
    return NativeLibraries.find(List.of(linuxLibrary, macLibrary));
  }

  /// Returns why the allocator cannot be used on this machine and what to do, or nothing if it can.
  public Optional<String> missing() {
    if (!hasLibrary() || library().isPresent()) {
      return Optional.empty();
    }
    String problem = key() + " is left out: " + linuxLibrary + " is not installed";
    return Optional.of(problem + "; on Debian: apt install " + debianPackage);
  }

  /// Makes the allocator ready, with nothing allocated from it yet.
  ///
  /// @param slots how many slots the replay uses
  /// @param threaded whether a block may be freed by another thread than its allocator's
  /// @throws IllegalStateException if the allocator is [#missing] or its library does not load
  public Candidate open(int slots, boolean threaded) {
    return isNative() ? new NativeCandidate(functions()) : openAlone(slots, threaded);
  }

  /// Makes the allocator ready as the only native one that this process ever uses this way, and the
  /// fastest.
  ///
  /// @param slots how many slots the replay uses
  /// @param threaded whether a block may be freed by another thread than its allocator's
  /// @throws IllegalStateException if the allocator is [#missing], its library does not load, or
  ///   another native allocator has been opened this way
  public Candidate openAlone(int slots, boolean threaded) {
    return switch (this) {
      case FREESTORE -> new FreeStoreCandidate();
      case LIBC, MIMALLOC, JEMALLOC, TCMALLOC -> SoleNativeCandidate.of(functions());
      case UNSAFE -> new UnsafeCandidate(slots);
      case ARENA -> new ArenaCandidate(slots, threaded);
    };
  }

  private boolean isNative() {
    return hasLibrary() || this == LIBC;
  }

  private NativeFunctions functions() {
    missing()
        .ifPresent(problem -> {
          throw new IllegalStateException(problem);
        });
    return NativeFunctions.of(hasLibrary() ? library() : Optional.empty());
  }

  /// Loads the allocator's shared library, if it has one, without allocating from it.
  public void load() {
    if (hasLibrary()) {
      open(0, false).close();
    }
  }

  /// Returns whether the allocator keeps objects on the Java heap.
  public boolean keepsJavaObjects() {
    return this == FREESTORE || this == ARENA;
  }

  /// Returns the allocator that does its work in the same code without leaving a trace in this
  /// one's memory: what a measuring process warms up with.
  ///
  /// Freestore's stores are independent of each other. The native libraries share the downcalls
  /// with the C library, which can give back what it took. What takes from the C library has no
  /// other.
  public AllocatorKind standIn() {
    return switch (this) {
      case MIMALLOC, JEMALLOC, TCMALLOC -> LIBC;
      default -> this;
    };
  }
}
