// SPDX-License-Identifier: Apache-2.0
package org.freestore.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.freestore.FreeStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs each example and compares what it prints with its transcript, line by line.
final class TranscriptTest {
  private static final Path SOURCES =
      Path.of("src", "main", "java", "org", "freestore", "examples");

  /// A program with its arguments, and the name of a transcript without `.txt`.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "CarsOnHeapAndStack",
        "RuntimeArray",
        "RuntimeArray 0",
        "RuntimeArray 5",
        "RuntimeArray -1",
        "LoggerFactory",
        "LinkedList",
        "BinarySearchTree",
        "SharedOwners",
        "RequestScope",
        "Misuse"
      })
  void anExamplePrintsItsTranscriptAndLeaksNothing(String command)
      throws ReflectiveOperationException {
    long liveBefore = live();
    assertThat(run(command)).isEqualTo(transcript(command));
    assertThat(live()).as("live blocks").isEqualTo(liveBefore);
    FreeStore.global().verify();
  }

  @Test
  void everyExampleHasATranscript() throws IOException {
    try (Stream<Path> sources = Files.list(SOURCES)) {
      assertThat(sources.filter(TranscriptTest::isProgram).map(TranscriptTest::nameOf))
          .isNotEmpty()
          .allSatisfy(name -> assertThat(transcript(name)).isNotEmpty());
    }
  }

  private static long live() {
    return FreeStore.global().statistics().liveBlocks();
  }

  private static List<String> run(String command) throws ReflectiveOperationException {
    List<String> words = List.of(command.split(" "));
    String[] arguments = words.subList(1, words.size()).toArray(String[]::new);
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      Class.forName("org.freestore.examples." + words.getFirst())
          .getMethod("main", String[].class)
          .invoke(null, (Object) arguments);
    } finally {
      System.setOut(out);
    }
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static List<String> transcript(String command) {
    String file = command + ".txt";
    try (InputStream in = TranscriptTest.class.getResourceAsStream(file)) {
      byte[] bytes = Objects.requireNonNull(in, file).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isProgram(Path source) {
    try {
      return Files.readString(source).contains("public static void main(");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String nameOf(Path source) {
    return source.getFileName().toString().replace(".java", "");
  }
}
