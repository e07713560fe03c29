// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.Version;
import org.junit.jupiter.api.Test;

class NettyVersionTest {
  @Test
  void allOfNettyIsOfOneVersion() {
    assertThat(Version.identify()).containsKeys("netty-buffer", "netty-common", "netty-transport");
    assertThat(Version.identify().values().stream().map(Version::artifactVersion).distinct())
        .hasSize(1);
  }
}
