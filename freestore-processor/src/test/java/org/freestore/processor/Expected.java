// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/// What the processor is expected to say of some sources. The line it says it of is marked `//!`.
final class Expected {
  private Expected() {}

  /// Checks that the only error is the given one, on the marked line of the first source.
  static void error(String message, String... sources) {
    requireDocumented(message);
    Compilation compiled = Compilation.of(List.of(sources));
    assertThat(compiled.errors()).containsExactly(line(sources[0]) + ": " + message);
  }

  /// Checks that the given error is among the others that follow from the same mistake.
  static void errorAmong(String message, String... sources) {
    requireDocumented(message);
    Compilation compiled = Compilation.of(List.of(sources));
    assertThat(compiled.errors()).contains(line(sources[0]) + ": " + message);
  }

  /// Checks that the only warning is the given one, and that there are no errors.
  static void warning(String message, String... sources) {
    requireDocumented(message);
    Compilation compiled = Compilation.of(List.of(sources), "-Xlint:all,-processing");
    assertThat(compiled.errors()).isEmpty();
    assertThat(compiled.warnings()).containsExactly(line(sources[0]) + ": " + message);
  }

  /// Checks that there is nothing to say.
  static void nothing(String... sources) {
    Compilation compiled = Compilation.of(List.of(sources), "-Xlint:all,-processing", "-Werror");
    assertThat(compiled.errors()).isEmpty();
    assertThat(compiled.warnings()).isEmpty();
  }

  private static void requireDocumented(String message) {
    assertThat(DocumentedMessages.contain(message)).as("in docs/structs.md: " + message).isTrue();
  }

  private static int line(String source) {
    List<String> lines = source.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains("//!")) {
        return i + 1;
      }
    }
    throw new IllegalArgumentException("no line is marked in: " + source);
  }
}
