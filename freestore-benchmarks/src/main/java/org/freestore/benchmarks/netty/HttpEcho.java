// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.netty;

import io.netty.buffer.ByteBufAllocator;
import org.freestore.benchmarks.harness.CpuClock;
import org.freestore.benchmarks.harness.Parameters;
import org.freestore.benchmarks.harness.ResidentSet;
import org.freestore.benchmarks.harness.ResultLine;
import org.freestore.examples.netty.EchoHandler;
import org.freestore.examples.netty.EchoServer;

/// A web server that answers with what it is sent, put under load by wrk, which is another process.
/// With `kept`, the server keeps one body in a hundred while so many other requests come and go, as
/// a cache does: `keep` says whether it keeps what was received, or a copy.
///
/// CPU time is that of the server. The most that was resident counts all of the JVM's own memory;
/// its growth is that since the warm-up, in which nothing is kept.
public final class HttpEcho {
  private static final ByteBufAllocator ALLOCATOR = BufferAllocators.selected();

  private final int connections;
  private final int kept;
  private final boolean copies;
  private volatile boolean keeps;

  private HttpEcho(Parameters parameters) {
    connections = parameters.number("connections", 64);
    kept = parameters.number("kept", 0);
    copies = parameters.text("keep", "copies").equals("copies");
  }

  /// Measures and prints the result line, where an operation is a request.
  public static void run(Parameters parameters) {
    HttpEcho echo = new HttpEcho(parameters);
    try (EchoServer server = new EchoServer(0, ALLOCATOR, echo::handler)) {
      Wrk wrk = new Wrk(server.port(), echo.connections);
      wrk.run(parameters.number("warmupSeconds", 8));
      ResidentSet.resetPeak();
      long before = ResidentSet.peakBytes();
      echo.keeps = echo.kept > 0;
      long cpu = CpuClock.PROCESS.nanos();
      Wrk.Load load = wrk.run(parameters.number("seconds", 20));
      cpu = CpuClock.PROCESS.nanos() - cpu;
      new ResultLine()
          .with("medianNanos", load.medianNanos())
          .with("percentile99Nanos", load.percentile99Nanos())
          .with("peakBytes", ResidentSet.peakBytes())
          .with("peakGrowthBytes", ResidentSet.peakBytes() - before)
          .print(load.requests(), cpu, load.nanos(), 0);
    }
  }

  private EchoHandler handler() {
    return keeps ? new KeepingEchoHandler(kept / connections, copies) : new EchoHandler();
  }
}
