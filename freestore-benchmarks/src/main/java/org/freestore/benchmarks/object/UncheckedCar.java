// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.object;

/// A flyweight as libraries without checks have them: an address, and fields behind it.
record UncheckedCar(long address) implements Car {
  private static final int DISTANCE = 8;
  private static final int FUEL = 16;
  private static final int OWNER = 24;

  @Override
  public long speed() {
    return Unchecked.get(address);
  }

  @Override
  public void speed(long value) {
    Unchecked.put(address, value);
  }

  @Override
  public long distance() {
    return Unchecked.get(address + DISTANCE);
  }

  @Override
  public void distance(long value) {
    Unchecked.put(address + DISTANCE, value);
  }

  @Override
  public long fuel() {
    return Unchecked.get(address + FUEL);
  }

  @Override
  public void fuel(long value) {
    Unchecked.put(address + FUEL, value);
  }

  @Override
  public long owner() {
    return Unchecked.get(address + OWNER);
  }

  @Override
  public void owner(long value) {
    Unchecked.put(address + OWNER, value);
  }
}
