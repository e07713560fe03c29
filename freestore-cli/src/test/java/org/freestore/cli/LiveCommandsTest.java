// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.Pattern;
import org.freestore.FreeStore;
import org.freestore.FreeStoreOptions;
import org.freestore.FreeStoreStatistics;
import org.freestore.IntArray;
import org.freestore.Protection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `freestore top` and `freestore check`, asking this process and others.
@Timeout(120)
class LiveCommandsTest {
  private static final String THIS = Long.toString(ProcessHandle.current().pid());

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  private static FreeStore open() {
    FreeStore store =
        FreeStore.open(
            FreeStoreOptions.defaults().withName("watched").withProtection(Protection.SITES));
    for (int i = 0; i < 1_000; i++) {
      IntArray.createIn(store, 100);
      store.malloc(64);
    }
    return store;
  }

  private String line(String start) {
    return out.toString().lines().filter(each -> each.startsWith(start)).findFirst().orElse("");
  }

  @Test
  void checkSaysThatEveryInvariantHoldsAndHowItAddsUp() {
    try (FreeStore store = open()) {
      FreeStoreStatistics figures = store.statistics();
      assertThat(run("check", THIS)).isEqualTo(ExitCode.OK);
      assertThat(line("watched").split(" {2,}")).startsWith("watched", "2,000").hasSize(11);
      assertThat(figures.liveBlocks()).isEqualTo(2_000);
      assertThat(out.toString().strip())
          .contains("in use", "+ cached", "= held", "= committed")
          .matches(
              Pattern.compile(
                  "(?s).*SUMMARY: Freestore: every invariant holds in \\d+ stores? of process "
                      + THIS));
      assertThat(err.toString()).isEmpty();
    }
  }

  @Test
  void topPrintsSoManyPagesWithTypesAndSites() {
    try (FreeStore store = open()) {
      assertThat(run("top", "--interval", "0.2", "--count", "2", THIS)).isEqualTo(ExitCode.OK);
      assertThat(out.toString().lines().filter(each -> each.startsWith("process " + THIS)))
          .hasSize(2);
      assertThat(line("watched").split(" {2,}")).startsWith("watched", "2,000");
      assertThat(line("int[]").split(" {2,}")).startsWith("int[]", "1,000");
      assertThat(out.toString())
          .contains("LiveCommandsTest.open(LiveCommandsTest.java:")
          .doesNotContain("\u001b");
      assertThat(store.statistics().liveBlocks()).isEqualTo(2_000);
    }
  }

  @Test
  void aProcessThatIsNotThereIsBadInput() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    for (String command : List.of("top", "check")) {
      assertThat(run(command, Long.toString(ended.pid()))).isEqualTo(ExitCode.BAD_INPUT);
    }
    assertThat(err.toString().lines())
        .containsExactly(
            "freestore: there is no such process: pid=" + ended.pid(),
            "freestore: there is no such process: pid=" + ended.pid());
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aProcessThatIsNoJvmIsBadInput() throws Exception {
    Process other = new ProcessBuilder("sleep", "60").start();
    try {
      assertThat(run("check", Long.toString(other.pid()))).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(err.toString()).contains("is no JVM", "pid=" + other.pid());
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void numbersThatMakeNoSenseAreUsageErrors() {
    assertThat(run("top", "--interval", "0", THIS)).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run("top", "--interval", "Infinity", THIS)).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run("top", "x")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run("check")).isEqualTo(ExitCode.BAD_INPUT);
  }
}
