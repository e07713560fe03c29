// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds `docs/structs.md` to what the processor says. That it lists all of it, [Expected] checks.
class DocumentedMessagesTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern CONCATENATION = Pattern.compile("\"\\s*\\+\\s*\"");

  /// Text between two gaps that is shorter is found anywhere.
  private static final int LEAST_TELLING = 8;

  @Test
  void theProcessorSaysWhatIsDocumented() throws IOException {
    String sources = sources();
    assertThat(DocumentedMessages.all()).hasSizeGreaterThan(60).doesNotHaveDuplicates();
    for (String message : DocumentedMessages.all()) {
      List<String> telling =
          Pattern.compile("[…`]")
              .splitAsStream(message)
              .flatMap(text -> Stream.of(text.split("(?<=\\.) ", -1)))
              .map(text -> text.replaceAll("^\\[[-a-z]+] |^: |\\.$", "").strip())
              .filter(text -> text.length() >= LEAST_TELLING)
              .toList();
      assertThat(telling).as(message).isNotEmpty();
      assertThat(telling).as(message).allSatisfy(text -> assertThat(sources).contains(text));
    }
  }

  @Test
  void aMessageThatNobodyDocumentedIsFoundOut() {
    assertThat(DocumentedMessages.contain("Car.speed: setter without getter. Add `int speed();`."))
        .isTrue();
    assertThat(DocumentedMessages.contain("Car.speed: is too fast. Slow down.")).isFalse();
  }

  /// The sources with each text in one piece.
  private static String sources() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
        all.append(CONCATENATION.matcher(Files.readString(file)).replaceAll(""));
      }
    }
    return all.toString();
  }
}
