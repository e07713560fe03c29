// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Finding format and compression by content.
class TraceReaderTest {
  private static final Map<TraceFormat, byte[]> FORMATS =
      Map.of(
          TraceFormat.MTRACE, Traces.text("= Start", "+ 0x10 0x8", "- 0x10", "= End"),
          TraceFormat.ANDROID, Traces.text("1: malloc 0x10 8", "1: free 0x10"),
          TraceFormat.HEAPTRACK_RAW, Traces.text("v 10400 3", "x 2 jq", "+ 8 0 10", "- 10"),
          TraceFormat.HEAPTRACK, Traces.text("v 10400 3", "s 1 m", "a 8 0", "+ 0", "- 0"),
          TraceFormat.MALLOCLAB, Traces.text("1", "1", "2", "1", "a 0 8", "f 0"));

  private static final Map<String, UnaryOperator<byte[]>> PACKINGS =
      Map.of(
          "plain", UnaryOperator.identity(),
          "gzip", Traces::gzip,
          "zstd", Traces::zstd,
          "zip", Traces::zip,
          "gzip in zip", bytes -> Traces.zip(Traces.gzip(bytes)));

  @TempDir private Path directory;

  static Stream<Arguments> formatsAndPackings() {
    return FORMATS.keySet().stream()
        .flatMap(f -> PACKINGS.keySet().stream().map(packing -> Arguments.of(f, packing)));
  }

  @ParameterizedTest
  @MethodSource("formatsAndPackings")
  void formatAndCompressionAreFoundByContent(TraceFormat format, String packing) {
    UnaryOperator<byte[]> packed = Objects.requireNonNull(PACKINGS.get(packing));
    byte[] text = Objects.requireNonNull(FORMATS.get(format));
    Path path = Traces.write(directory, packed.apply(text));
    try (TraceReader reader = TraceReader.open(path)) {
      assertThat(reader.format()).isEqualTo(format);
      assertThat(reader.fileBytes()).isPositive();
    }
    List<String> events = Traces.events(path);
    assertThat(events).hasSize(2);
    assertThat(events.getFirst()).contains(" malloc ");
    assertThat(events.getLast()).contains(" free ");
  }

  @Test
  void gzipFilesMayBeConcatenated() {
    byte[] first = Traces.gzip(Traces.text("= Start", "+ 0x10 0x8"));
    byte[] second = Traces.gzip(Traces.text("- 0x10", "= End"));
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    assertThat(Traces.events(Traces.write(directory, both))).hasSize(2);
  }

  @Test
  void whatIsNoTraceIsRefusedWithWhatWasFound() {
    refuses(Traces.text("#!/bin/sh"), "line 1: expected glibc mtrace (= Start)");
    refuses(Traces.text("#!/bin/sh"), "found \"#!/bin/sh\"");
    refuses(new byte[0], "is empty");
    refuses(Traces.text("", "  "), "is empty");
    refuses(Traces.text("v 10400 4", "s 1 m"), "a heaptrack file version up to 3");
    refuses(Traces.text("v 10400 3", "X jq"), "ends within heaptrack's header");
    refuses(Traces.text("v 10400 3", "Y jq"), "a line of heaptrack's header");
  }

  @Test
  void filesThatCannotBeReadAreRefused() {
    assertThatThrownBy(() -> TraceReader.open(directory.resolve("missing")))
        .isInstanceOf(TraceException.class)
        .hasMessageEndingWith("missing: no such file");
    assertThatThrownBy(() -> TraceReader.open(directory))
        .isInstanceOf(TraceException.class)
        .hasMessageEndingWith("is a directory, not a trace");
  }

  @Test
  void messagesDoNotSteerTheTerminal() {
    byte[] escape = Traces.text("\u001b[2J\u202eabc");
    assertThatThrownBy(() -> Traces.events(Traces.write(directory, escape)))
        .isInstanceOf(TraceException.class)
        .hasMessageEndingWith("found \"?[2J?abc\"");
  }

  private void refuses(byte[] bytes, String message) {
    assertThatThrownBy(() -> Traces.events(Traces.write(directory, bytes)))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining(message);
  }
}
