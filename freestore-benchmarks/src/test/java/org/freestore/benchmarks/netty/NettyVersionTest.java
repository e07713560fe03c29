// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.Version;
import org.junit.jupiter.api.Test;

class NettyVersionTest {
  @Test
  void allOfNettyIsOfOneVersion() {
    assertThat(Version.identify().values())
        .extracting(Version::artifactVersion)
        .hasSizeGreaterThan(3)
        .containsOnly(Version.identify().get("netty-buffer").artifactVersion());
  }
}
