// SPDX-License-Identifier: Apache-2.0
package org.freestore.protection;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The packages that stand between programs and Freestore: what happens in them is the doing of who
/// calls them. Told by the adapters themselves, so that the core knows no library by name.
public final class Adapters {
  /// A package as it is in one directory or jar.
  private record Place(String packageName, String origin) {
    static Place of(Class<?> type) {
      return new Place(type.getPackageName(), Origin.of(type));
    }
  }

  private static final ClassValue<Place> PLACE =
      new ClassValue<>() {
        @Override
        protected Place computeValue(Class<?> type) {
          return Place.of(type);
        }
      };

  private static volatile Set<Place> places = Set.of();

  private Adapters() {}

  /// Adds the packages of the given classes, each as it is where the class was loaded from.
  public static synchronized void add(Class<?>... members) {
    places =
        Stream.concat(places.stream(), Stream.of(members).map(PLACE::get))
            .collect(Collectors.toUnmodifiableSet());
  }

  /// Returns whether a class is in one of the packages.
  static boolean contain(Class<?> type) {
    Set<Place> added = places;
    return !added.isEmpty() && added.contains(PLACE.get(type));
  }
}
