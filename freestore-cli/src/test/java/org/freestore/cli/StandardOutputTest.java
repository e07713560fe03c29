// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.freestore.cli.live.Top;
import org.junit.jupiter.api.Test;

/// Results that do not arrive are not passed over in silence.
class StandardOutputTest {
  private final StringWriter err = new StringWriter();

  private int exitCode(int code, String trouble) {
    StandardOutput out = new StandardOutput(failing(trouble));
    new PrintWriter(out, true, StandardCharsets.UTF_8).println("results");
    return out.exitCode(code, new PrintWriter(err, true));
  }

  private static OutputStream failing(String trouble) {
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        throw new IOException(trouble);
      }
    };
  }

  @Test
  void aFullDiskIsBadInputAndSaid() {
    assertThat(exitCode(ExitCode.OK, "No space left on device")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err)
        .hasToString(
            "freestore: standard output cannot be written: No space left on device"
                + System.lineSeparator());
  }

  @Test
  void aReaderThatHasSeenEnoughIsNoFailure() {
    assertThat(exitCode(ExitCode.FAULT, "Broken pipe")).isEqualTo(ExitCode.FAULT);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void pagesEndWhenNobodyReadsThem() {
    Top.Page read = Top.printed(new PrintWriter(new StringWriter()));
    assertThat(read.show(List.of("page"))).isTrue();
    Top.Page unread =
        Top.printed(new PrintWriter(failing("Broken pipe"), false, StandardCharsets.UTF_8));
    assertThat(unread.show(List.of("page"))).isFalse();
  }
}
