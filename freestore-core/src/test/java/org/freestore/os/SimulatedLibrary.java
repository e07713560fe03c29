// SPDX-License-Identifier: Apache-2.0
package org.freestore.os;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A system's memory functions over a [SimulatedAddressSpace]: they do what their manuals say, note
/// every call that the manuals forbid, and can be told to refuse.
abstract class SimulatedLibrary implements NativeLibrary {
  /// What is in the upper half of the register when a function returns an `int`: anything.
  private static final long GARBAGE = 0x7bad_f00d_0000_0000L;

  final SimulatedAddressSpace space;
  private final Map<String, NativeFunction> functions = new HashMap<>();
  private final Map<String, Integer> refusals = new HashMap<>();
  private final List<String> calls = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private int lastErrorNumber;

  SimulatedLibrary(SimulatedAddressSpace space) {
    this.space = space;
  }

  final void define(String name, NativeFunction function) {
    functions.put(name, function);
  }

  @Override
  public final NativeFunction function(String name) {
    NativeFunction function = functions.get(name);
    if (function == null) {
      throw new UnsupportedOperationException("no native function name=" + name);
    }
    return (a, b, c, d, e, f) -> {
      calls.add(name);
      return function.call(a, b, c, d, e, f);
    };
  }

  @Override
  public final int lastErrorNumber() {
    return lastErrorNumber;
  }

  /// Makes the next `times` calls of a function fail that are not forbidden anyway.
  final void refuse(String name, int times) {
    refusals.put(name, times);
  }

  /// Returns whether this call of the function is to be refused.
  final boolean refuses(String name) {
    int left = refusals.getOrDefault(name, 0);
    refusals.put(name, Math.max(left - 1, 0));
    return left > 0;
  }

  /// Returns the names of the functions called since the last time this was asked.
  final List<String> takeCalls() {
    List<String> taken = List.copyOf(calls);
    calls.clear();
    return taken;
  }

  /// Returns what was called in a way that the manuals forbid.
  final List<String> violations() {
    return violations;
  }

  final long fail(int errorNumber, long result) {
    lastErrorNumber = errorNumber;
    return result;
  }

  final long forbid(String call, int errorNumber, long result) {
    violations.add(call);
    return fail(errorNumber, result);
  }

  static long asInt(int result) {
    return GARBAGE | (result & 0xffff_ffffL);
  }

  final boolean isWholePages(long address, long byteSize) {
    return byteSize > 0 && address % space.pageBytes() == 0 && byteSize % space.pageBytes() == 0;
  }
}
