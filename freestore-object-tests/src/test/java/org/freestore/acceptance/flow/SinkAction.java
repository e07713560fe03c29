// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.flow;

import org.freestore.Struct;
import org.freestore.acceptance.data.Data;

/// Overrides it with the sink.
@Struct
public interface SinkAction extends Action {
  @Override
  default void act(Script script, Data<?> data) {
    script.sink(data);
  }
}
