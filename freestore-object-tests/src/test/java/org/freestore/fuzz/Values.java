// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Function;

/// The values of a type: which one is zero, and how to get others.
///
/// @param <V> the type, boxed
record Values<V>(V zero, Function<SplittableRandom, V> random) {
  static final Values<Boolean> BOOLEANS = new Values<>(false, SplittableRandom::nextBoolean);
  static final Values<Byte> BYTES = new Values<>((byte) 0, random -> (byte) random.nextInt());
  static final Values<Short> SHORTS = new Values<>((short) 0, random -> (short) random.nextInt());
  static final Values<Character> CHARS = new Values<>('\0', random -> (char) random.nextInt());
  static final Values<Integer> INTS = new Values<>(0, SplittableRandom::nextInt);
  static final Values<Long> LONGS = new Values<>(0L, SplittableRandom::nextLong);
  static final Values<Float> FLOATS =
      new Values<>(0f, random -> (float) random.nextDouble(-1e9, 1e9));
  static final Values<Double> DOUBLES =
      new Values<>(0d, random -> random.nextDouble(-1e300, 1e300));
  static final Values<Colour> COLOURS =
      new Values<>(Colour.RED, random -> List.of(Colour.values()).get(random.nextInt(3)));

  private static final String[] ALPHABETS = {"a", "abc", "äöü", "\u20ac\u0000", "\ud83d\ude97x"};

  V next(SplittableRandom source) {
    return random.apply(source);
  }

  /// Returns a text; mostly short, sometimes empty, now and then too long for a block of a slab.
  static String text(SplittableRandom random) {
    String alphabet = ALPHABETS[random.nextInt(ALPHABETS.length)];
    int times =
        switch (random.nextInt(12)) {
          case 0 -> 0;
          case 1 -> random.nextInt(300, 1_200) / alphabet.length();
          default -> random.nextInt(1, 12);
        };
    return alphabet.repeat(times) + Integer.toString(times, 36).toUpperCase(Locale.ROOT);
  }
}
