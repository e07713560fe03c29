// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WrkTest {
  private static final String OUTPUT =
      """
      Running 1m test @ http://localhost:8080/
        1 threads and 64 connections
        Thread Stats   Avg      Stdev     Max   +/- Stdev
          Latency     5.20ms   22.74ms 440.04ms   96.58%
          Req/Sec    39.13k    15.88k   72.64k    66.33%
        Latency Distribution
           50%  791.00us
           75%    2.03ms
           90%    6.00ms
           99%  116.68ms
        2325030 requests in 1.25m, 8.27GB read
      Requests/sec:  38684.60
      Transfer/sec:    140.92MB
      """;

  @Test
  void whatIsPrintedIsRead() {
    assertThat(Wrk.Load.parse(OUTPUT))
        .isEqualTo(new Wrk.Load(2_325_030, 75_000_000_000L, 791_000, 116_680_000));
  }

  @Test
  void requestsThatFailAreNoResult() {
    String failed = OUTPUT + "  Socket errors: connect 0, read 3, write 0, timeout 0\n";
    assertThatThrownBy(() -> Wrk.Load.parse(failed)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> Wrk.Load.parse("unable to connect"))
        .isInstanceOf(IllegalStateException.class);
  }
}
