// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.flow;

import java.util.List;
import org.freestore.acceptance.data.Data;

/// Flows 51 to 54: as an argument through two to five classes.
final class RelayFlows {
  static final List<Flow> LIST =
      List.of(
          Flow.of(51, "through 2 classes", script -> Fifth.sink(script, script.source())),
          Flow.of(52, "through 3 classes", script -> Fourth.sink(script, script.source())),
          Flow.of(53, "through 4 classes", script -> Third.sink(script, script.source())),
          Flow.of(54, "through 5 classes", script -> Second.sink(script, script.source())));

  private RelayFlows() {}

  private static final class Second {
    static void sink(Script script, Data<?> data) {
      Third.sink(script, data);
    }
  }

  private static final class Third {
    static void sink(Script script, Data<?> data) {
      Fourth.sink(script, data);
    }
  }

  private static final class Fourth {
    static void sink(Script script, Data<?> data) {
      Fifth.sink(script, data);
    }
  }

  private static final class Fifth {
    static void sink(Script script, Data<?> data) {
      script.sink(data);
    }
  }
}
