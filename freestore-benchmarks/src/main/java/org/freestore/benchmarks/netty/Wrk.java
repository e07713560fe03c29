// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.netty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts a web server of this machine under load.
///
/// @param connections that send a request each and wait for its answer, over and over
record Wrk(int port, int connections) {
  /// What it sends: see there. The working directory is the project's root.
  private static final String SCRIPT = "scripts/netty-echo.lua";

  private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in (\\S+),");
  private static final Pattern DURATION = Pattern.compile("([\\d.]+)(us|ms|s|m|h)");

  /// What the server did.
  record Load(long requests, long nanos, long medianNanos, long percentile99Nanos) {
    /// Reads what wrk prints with `--latency`.
    ///
    /// @throws IllegalStateException if requests failed, or it is something else
    static Load parse(String output) {
      Matcher requests = REQUESTS.matcher(output);
      if (!requests.find() || output.contains("Socket errors") || output.contains("Non-2xx")) {
        throw new IllegalStateException("wrk failed: " + output);
      }
      return new Load(
          Long.parseLong(requests.group(1)),
          nanos(requests.group(2)),
          percentile("50%", output),
          percentile("99%", output));
    }

    private static long percentile(String label, String output) {
      Matcher matcher = Pattern.compile("\\s" + label + "\\s+(\\S+)").matcher(output);
      if (!matcher.find()) {
        throw new IllegalStateException("no " + label + " in: " + output);
      }
      return nanos(matcher.group(1));
    }

    private static long nanos(String duration) {
      Matcher matcher = DURATION.matcher(duration);
      if (!matcher.matches()) {
        throw new IllegalStateException("not a duration: " + duration);
      }
      long unit =
          switch (matcher.group(2)) {
            case "us" -> TimeUnit.MICROSECONDS.toNanos(1);
            case "ms" -> TimeUnit.MILLISECONDS.toNanos(1);
            case "s" -> TimeUnit.SECONDS.toNanos(1);
            case "m" -> TimeUnit.MINUTES.toNanos(1);
            default -> TimeUnit.HOURS.toNanos(1);
          };
      return Math.round(Double.parseDouble(matcher.group(1)) * unit);
    }
  }

  /// Sends requests for a time.
  Load run(int seconds) {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                "wrk",
                "-t1",
                "-c" + connections,
                "-d" + seconds + "s",
                "--latency",
                "-s",
                SCRIPT,
                "http://localhost:" + port + "/"));
    try {
      Process wrk = builder.redirectErrorStream(true).start();
      String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Load.parse(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
