// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.netty;

import io.netty.buffer.ByteBufAllocator;
import java.util.concurrent.TimeUnit;
import org.freestore.benchmarks.harness.CpuClock;
import org.freestore.benchmarks.harness.Parameters;
import org.freestore.benchmarks.harness.ResidentSet;
import org.freestore.benchmarks.harness.ResultLine;
import org.freestore.examples.netty.EchoHandler;
import org.freestore.examples.netty.EchoServer;

/// A web server that answers with what it is sent, put under load by wrk, which is another process.
/// With `keepSeconds` the server keeps one body in a hundred for that long, as a cache does: `keep`
/// says whether it keeps what was received, or a copy.
///
/// CPU time is that of the server. The most that was resident is since the start of the JVM, all of
/// its own memory included.
public final class HttpEcho {
  private static final ByteBufAllocator ALLOCATOR = BufferAllocators.selected();

  private final int keepSeconds;
  private final boolean copies;

  private HttpEcho(Parameters parameters) {
    keepSeconds = parameters.number("keepSeconds", 0);
    copies = parameters.text("keep", "copies").equals("copies");
  }

  /// Measures and prints the result line, where an operation is a request.
  public static void run(Parameters parameters) {
    HttpEcho echo = new HttpEcho(parameters);
    try (EchoServer server = new EchoServer(0, ALLOCATOR, echo::handler)) {
      Wrk wrk = new Wrk(server.port(), parameters.number("connections", 64));
      wrk.run(parameters.number("warmupSeconds", 8));
      long cpu = CpuClock.PROCESS.nanos();
      Wrk.Load load = wrk.run(parameters.number("seconds", 20));
      cpu = CpuClock.PROCESS.nanos() - cpu;
      new ResultLine()
          .with("medianNanos", load.medianNanos())
          .with("percentile99Nanos", load.percentile99Nanos())
          .with("peakBytes", ResidentSet.peakBytes())
          .print(load.requests(), cpu, load.nanos(), 0);
    }
  }

  private EchoHandler handler() {
    return keepSeconds == 0
        ? new EchoHandler()
        : new KeepingEchoHandler(TimeUnit.SECONDS.toNanos(keepSeconds), copies);
  }
}
