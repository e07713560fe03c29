// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.leak;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.freestore.diagnostics.snapshot.Groups.Line;
import org.freestore.diagnostics.snapshot.Site;

/// Numbers for the frames of a profile, each frame once. The innermost frame of a line says what
/// was allocated: viewers know nothing of types.
final class ProfileFrames {
  private final Map<String, Integer> numbers = new LinkedHashMap<>();

  /// Returns the frames of a line, innermost first.
  List<Integer> of(Line line) {
    List<Integer> frames = new ArrayList<>();
    frames.add(number("new " + line.key().name()));
    for (StackTraceElement frame : line.key().site().frames()) {
      frames.add(number(Site.words(frame)));
    }
    if (line.key().site().isUnknown()) {
      frames.add(number("(site not recorded)"));
    }
    return frames;
  }

  private int number(String frame) {
    return numbers.computeIfAbsent(frame, _ -> numbers.size());
  }

  /// Returns all frames in the order of their numbers, which start at 0.
  List<String> all() {
    return List.copyOf(numbers.keySet());
  }
}
