// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.kernel;

import org.freestore.acceptance.data.Data;
import org.freestore.acceptance.data.Form;

/// How C allocates.
enum Allocator {
  MALLOC {
    @Override
    long allocate(Frame frame, long byteSize) {
      return frame.store().malloc(byteSize);
    }
  },
  CALLOC {
    @Override
    long allocate(Frame frame, long byteSize) {
      return frame.store().calloc(byteSize);
    }
  },
  REALLOC {
    @Override
    long allocate(Frame frame, long byteSize) {
      return frame.store().realloc(0, byteSize);
    }
  };

  abstract long allocate(Frame frame, long byteSize);

  String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /// An array of 100 elements, as an address.
  Data<Long> address(Frame frame, ElementType type) {
    Data<Long> data = new Data<>(Form.ADDRESS, allocate(frame, type.arrayBytes()));
    frame.made(data);
    data.fill();
    return data;
  }

  /// An array of 100 elements, as a segment.
  Data<?> segment(Frame frame, ElementType type) {
    Data<Long> data = address(frame, type);
    return new Data<>(
        Form.SEGMENT,
        java.lang.foreign.MemorySegment.ofAddress(data.handle()).reinterpret(type.arrayBytes()));
  }
}
