// SPDX-License-Identifier: Apache-2.0
package org.freestore.region;

/// Where the descriptors of a region's granules are.
///
/// @param base the address of granule 0's descriptor
record GranuleTable(long base) {

  long descriptor(int granule) {
    return base + ((long) granule << GranuleDescriptor.DESCRIPTOR_SHIFT);
  }

  int granules(int granule) {
    return GranuleDescriptor.granules(descriptor(granule));
  }

  int state(int granule) {
    return GranuleDescriptor.state(descriptor(granule));
  }

  /// Tags both ends of a run.
  void tag(int granule, int length, int state) {
    tagEnd(granule, length, state);
    tagEnd(granule + length - 1, length, state);
  }

  private void tagEnd(int granule, int length, int state) {
    long descriptor = descriptor(granule);
    GranuleDescriptor.state(descriptor, state);
    GranuleDescriptor.granules(descriptor, length);
  }
}
