// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import org.freestore.Struct;

/// A property of every primitive type, and nothing to do when it ends.
@Struct
interface Scalars {
  boolean flag();

  void flag(boolean value);

  byte tiny();

  void tiny(byte value);

  short small();

  void small(short value);

  char letter();

  void letter(char value);

  int number();

  void number(int value);

  long big();

  void big(long value);

  float ratio();

  void ratio(float value);

  double exact();

  void exact(double value);

  Colour colour();

  void colour(Colour value);
}
