// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// The memory of the machine, or of the container around this process.
final class MachineMemory {
  private MachineMemory() {}

  /// Returns how many bytes there are, used or not.
  static long totalBytes() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }
}
