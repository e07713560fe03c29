// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.freestore.cli.trace.Traces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The command as users run it, but in this process.
@Timeout(300)
class ReplayCommandTest {
  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  private String smallTrace() {
    return Traces.write(
            directory,
            "1: malloc 0x10 100",
            "2: calloc 0x20 4 50",
            "2: free 0x10",
            "2: realloc 0x30 0x20 9000",
            "2: free 0x10")
        .toString();
  }

  @Test
  void aTraceIsReplayedAndReported() {
    assertThat(run("replay", "--rounds", "1", smallTrace())).isEqualTo(ExitCode.OK);
    assertThat(err.toString()).isEmpty();
    assertThat(out.toString())
        .contains("(Android memory_trace, 2 threads)")
        .contains("  operations     4  (malloc 25.0 %, calloc 25.0 %, realloc 25.0 %, free 25.0 %)")
        .contains("  leaks: 1 block, 8.8 KiB, the first in line 4")
        .contains("  double frees: 1, the first in line 5");
  }

  @Test
  void jsonHasOneObjectALineWithExactlyTheseKeys() throws IOException {
    String trace = smallTrace();
    assertThat(run("replay", "--json", "--rounds", "1", "--compare", "libc,unsafe,libc", trace))
        .isEqualTo(ExitCode.OK);
    assertThat(out.toString().lines()).hasSize(3);
    for (String line : out.toString().lines().toList()) {
      assertThat(keys(line))
          .containsExactly(
              "trace",
              "format",
              "allocator",
              "operations",
              "threads",
              "cpuNanosPerOperation",
              "peakLiveBytes",
              "peakResidentGrowthBytes",
              "leakedBlocks",
              "leakedBytes",
              "doubleFrees",
              "invalidFrees",
              "hash");
    }
  }

  private static List<String> keys(String object) throws IOException {
    List<String> keys = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(object)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.FIELD_NAME) {
          keys.add(parser.currentName());
        }
      }
    }
    return keys;
  }

  @Test
  void htmlIsWrittenBesidesWithTheUsageOverTime() throws IOException {
    Path page = directory.resolve("report.html");
    assertThat(run("replay", "--html", page.toString(), "--rounds", "1", smallTrace()))
        .isEqualTo(ExitCode.OK);
    assertThat(err.toString()).isEmpty();
    assertThat(out.toString()).contains("(Android memory_trace, 2 threads)");
    assertThat(Files.readString(page))
        .startsWith("<!DOCTYPE html>")
        .contains("\"title\":\"Usage over time\"", "\"label\":\"freestore\"");
  }

  @Test
  void aPageThatCannotBeWrittenIsSaidAfterTheReport() {
    String page = directory.resolve("no/such/directory/report.html").toString();
    assertThat(run("replay", "--html", page, "--rounds", "1", smallTrace()))
        .isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString())
        .startsWith("freestore: cannot write the page: file=")
        .hasLineCount(1);
    assertThat(out.toString()).contains("ns/operation");
  }

  @Test
  void threadsAreReplayedAsThreads() {
    assertThat(run("replay", "--threads", "--rounds", "1", smallTrace())).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("  leaks: 1 block");
  }

  @Test
  void badInputIsOneClearLineAndDoesNotStopTheOthers() {
    String bad = Traces.write(directory, "= Start", "+ 0x10 0x280000000").toString();
    assertThat(run("replay", "--rounds", "1", bad, smallTrace())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString().lines())
        .containsExactly(
            "freestore: "
                + bad
                + ": line 2: a block of 10737418240 bytes: more than the limit of 2147483648"
                + " (--max-block)");
    assertThat(out.toString()).contains("leaks: 1 block");
  }

  @Test
  void limitsCanBeSet() {
    String trace = smallTrace();
    assertThat(run("replay", "--max-block", "4K", trace)).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString())
        .contains("line 4: a block of 9000 bytes: more than the limit of 4096");
    assertThat(run("replay", "--max-live", "150", trace)).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("line 2: 300 bytes live at once");
    assertThat(run("replay", "--threads", "--max-threads", "1", trace))
        .isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("line 2: 2 threads alive at once");
  }

  @Test
  void badUsageIsExplained() {
    assertThat(run()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run("replay", "--compare", "dlmalloc", smallTrace())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("--compare does not know 'dlmalloc'");
    assertThat(run("replay", "--max-block", "huge", smallTrace())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("'huge' is not a size such as 4096, 64K or 2G");
    assertThat(run("replay", "--rounds", "-1", smallTrace())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run("replay", directory.resolve("missing").toString()))
        .isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("missing: no such file");
  }

  @Test
  void theWorkDirectoryIsGoneWhenItIsClosed() throws IOException {
    Path path;
    try (WorkDirectory work = new WorkDirectory()) {
      path = work.path();
      Files.writeString(path.resolve("operations"), "left");
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void sizesMayHaveUnits() {
    ByteSize size = new ByteSize();
    assertThat(size.convert("4096")).isEqualTo(4096);
    assertThat(size.convert("64k")).isEqualTo(64 << 10);
    assertThat(size.convert("2G")).isEqualTo(2L << 30);
    assertThat(size.convert("1TiB")).isEqualTo(1L << 40);
  }
}
