// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.snapshot;

import java.util.List;

/// Where blocks were allocated.
///
/// @param frames the innermost frames outside Freestore, innermost first; empty where it is unknown
public record Site(List<StackTraceElement> frames) {
  /// Where nobody knows.
  public static final Site UNKNOWN = new Site(List.of());

  /// Copies the list.
  public Site {
    frames = List.copyOf(frames);
  }

  /// Returns whether there are no frames.
  public boolean isUnknown() {
    return frames.isEmpty();
  }

  /// Returns the innermost frame in words, as `Garage.park(Garage.java:12)` with the package in
  /// front; `not recorded` where it is unknown.
  public String top() {
    return frames.isEmpty() ? "not recorded" : words(frames.getFirst());
  }

  /// Returns the site with no more than so many frames, the innermost.
  public Site innermost(int most) {
    return frames.size() <= most ? this : new Site(frames.subList(0, most));
  }

  /// Returns a frame without the names of loader and module.
  public static String words(StackTraceElement frame) {
    String text = frame.toString();
    return text.substring(text.indexOf(frame.getClassName()));
  }

  @Override
  public String toString() {
    return top();
  }
}
