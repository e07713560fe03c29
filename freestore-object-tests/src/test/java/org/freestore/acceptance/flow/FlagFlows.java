// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.flow;

import java.util.List;
import org.freestore.acceptance.data.Data;

/// Flows 21 and 22: a flag set by the caller decides what the callee does.
final class FlagFlows {
  static final List<Flow> LIST =
      List.of(
          new Flow(21, "flag in a static variable", FlagFlows::byStatic),
          new Flow(22, "flag in another class", FlagFlows::byGlobal));

  private static boolean flag;

  private FlagFlows() {}

  private static void byStatic(Script script, Script other, Turn turn) {
    flag = !turn.sourceInverted();
    Data<?> data = source(script, turn.sourceInverted());
    flag = !turn.sinkInverted();
    sink(script, data, turn.sinkInverted());
  }

  private static Data<?> source(Script script, boolean inverted) {
    Variable data = new Variable();
    if (inverted) {
      if (flag) {
        Flow.dead();
      } else {
        data.set(script.source());
      }
    } else {
      if (flag) {
        data.set(script.source());
      }
    }
    return data.get();
  }

  private static void sink(Script script, Data<?> data, boolean inverted) {
    if (inverted) {
      if (flag) {
        Flow.dead();
      } else {
        script.sink(data);
      }
    } else {
      if (flag) {
        script.sink(data);
      }
    }
  }

  private static void byGlobal(Script script, Script other, Turn turn) {
    Globals.flag = !turn.sourceInverted();
    Data<?> data = Callee.source(script, turn.sourceInverted());
    Globals.flag = !turn.sinkInverted();
    Callee.sink(script, data, turn.sinkInverted());
  }

  /// The other class of flow 22.
  private static final class Callee {
    private static Data<?> source(Script script, boolean inverted) {
      if (inverted == Globals.flag) {
        Flow.dead();
      }
      return script.source();
    }

    private static void sink(Script script, Data<?> data, boolean inverted) {
      if (inverted == Globals.flag) {
        Flow.dead();
      }
      script.sink(data);
    }
  }
}
