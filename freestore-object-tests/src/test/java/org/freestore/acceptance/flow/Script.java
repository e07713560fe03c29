// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.flow;

import org.freestore.acceptance.data.Data;

/// What a case does, cut where a flow comes between.
public interface Script {
  /// Makes the data: Juliet's source.
  Data<?> source();

  /// Uses the data, wrongly or rightly: Juliet's sink.
  void sink(Data<?> data);
}
