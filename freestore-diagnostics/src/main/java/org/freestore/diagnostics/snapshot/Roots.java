// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.snapshot;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.freestore.StoreObject;

/// What the program holds on to outside the store: objects that Java variables refer to on purpose
/// and for long, such as the head of a cache. They, and all that they lead to, are *reachable* in
/// the reports of leaks, and no leaks.
///
/// Java variables are not searched for references, since they are numbers. Automatic and static
/// objects are roots by themselves.
///
/// An entry costs some 60 bytes of the Java heap; it goes by itself some time after its object was
/// deleted. For any threads.
public final class Roots {
  /// Objects by reference, with when they were added, in nanoseconds.
  private static final Map<Long, Long> OBJECTS = new ConcurrentHashMap<>();

  private static final Set<Long> RAW = ConcurrentHashMap.newKeySet();

  private Roots() {}

  /// Adds an object or an array; a part of one stands for the whole.
  ///
  /// @return the object
  /// @throws IllegalArgumentException if it is not an object of a store
  public static <T> T add(T object) {
    OBJECTS.put(reference(object), System.nanoTime());
    return object;
  }

  /// Removes an object or an array.
  ///
  /// @return whether it was a root
  /// @throws IllegalArgumentException if it is not an object of a store
  public static boolean remove(Object object) {
    return OBJECTS.remove(reference(object)) != null;
  }

  /// Adds a raw block, until it is removed: also what is allocated at this address later is one.
  ///
  /// @param segment starts where the block does
  public static void add(MemorySegment segment) {
    RAW.add(segment.address());
  }

  /// Removes a raw block.
  ///
  /// @return whether it was a root
  public static boolean remove(MemorySegment segment) {
    return RAW.remove(segment.address());
  }

  static boolean contains(long reference) {
    return OBJECTS.containsKey(reference);
  }

  static boolean containsRaw(long address) {
    return RAW.contains(address);
  }

  static boolean isEmpty() {
    return OBJECTS.isEmpty();
  }

  /// Forgets objects that a walk over all stores did not see: references are not used again.
  ///
  /// @param walkStarted in nanoseconds; what was added since then may be newer than the walk
  static void retain(ReferenceIndex seen, long walkStarted) {
    OBJECTS
        .entrySet()
        .removeIf(entry ->
            entry.getValue() - walkStarted < 0 && seen.find(entry.getKey()) == ReferenceIndex.NONE);
  }

  private static long reference(Object object) {
    if (object instanceof StoreObject stored) {
      return stored.reference();
    }
    throw new IllegalArgumentException(
        "not an object of a store: class=" + object.getClass().getName());
  }
}
