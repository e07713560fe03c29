// SPDX-License-Identifier: Apache-2.0
package org.freestore.concurrency;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Passes everything on to a log, and tells the console how many runs are done.
final class ProgressLines extends FilterOutputStream {
  private static final Pattern STATUS =
      Pattern.compile(
          "\\(Results: (\\d+) planned; (\\d+) passed, (\\d+) failed, (\\d+) soft errs, (\\d+) hard errs\\)");

  private final PrintStream console;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int told = -1;

  ProgressLines(OutputStream log, PrintStream console) {
    super(log);
    this.console = console;
  }

  @Override
  public synchronized void write(int b) throws IOException {
    out.write(b);
    if (b != '\n') {
      line.write(b);
      return;
    }
    Matcher status = STATUS.matcher(line.toString(StandardCharsets.UTF_8));
    line.reset();
    if (status.find()) {
      tell(status);
    }
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int length) throws IOException {
    for (int i = from; i < from + length; i++) {
      write(bytes[i]);
    }
  }

  private void tell(Matcher status) {
    int done = 0;
    for (int group = 2; group <= status.groupCount(); group++) {
      done += Integer.parseInt(status.group(group));
    }
    if (done > told) {
      told = done;
      console.println("  " + done + " of " + status.group(1) + " runs");
    }
  }
}
