// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.flow;

import java.util.List;

/// Flows 02 to 18: the same code behind conditions, loops and jumps.
// Constants and labels are the point.
@SuppressWarnings({
  "ComplexBooleanConstant",
  "IdentityBinaryExpression",
  "LabelledBreakTarget",
  "UnusedLabel"
})
final class ConditionFlows {
  private static final boolean STATIC_CONST_TRUE = true;
  private static final boolean STATIC_CONST_FALSE = false;
  private static boolean staticTrue = true;
  private static boolean staticFalse;
  private static final int STATIC_CONST_FIVE = 5;
  private static int staticFive = 5;

  static final List<Flow> LIST =
      List.of(
          Flow.ofCondition(2, "if (true)", ConditionFlows::literal),
          Flow.ofCondition(3, "if (5 == 5)", ConditionFlows::expression),
          Flow.ofCondition(4, "if (CONSTANT)", ConditionFlows::constant),
          Flow.ofCondition(5, "if (variable)", ConditionFlows::variable),
          Flow.ofCondition(6, "if (CONSTANT == 5)", ConditionFlows::constantNumber),
          Flow.ofCondition(7, "if (variable == 5)", ConditionFlows::variableNumber),
          Flow.ofCondition(8, "if (function())", ConditionFlows::function),
          Flow.ofCondition(9, "if (Globals.CONSTANT)", ConditionFlows::globalConstant),
          Flow.ofCondition(10, "if (Globals.variable)", ConditionFlows::globalVariable),
          Flow.ofCondition(11, "if (Globals.function())", ConditionFlows::globalFunction),
          new Flow(12, "if (Coin.heads())", ConditionFlows::random),
          Flow.ofCondition(13, "if (Globals.CONSTANT == 5)", ConditionFlows::globalConstantNumber),
          Flow.ofCondition(14, "if (Globals.variable == 5)", ConditionFlows::globalVariableNumber),
          Flow.ofCondition(15, "switch", ConditionFlows::switched),
          Flow.ofCondition(16, "while with break", ConditionFlows::whileLoop),
          Flow.ofCondition(17, "for", ConditionFlows::forLoop),
          Flow.ofCondition(18, "labelled break", ConditionFlows::labelledBreak));

  private ConditionFlows() {}

  private static void literal(boolean inverted, Runnable live) {
    if (inverted) {
      if (false) {
        Flow.dead();
      } else {
        live.run();
      }
    } else {
      if (true) {
        live.run();
      }
    }
  }

  private static void expression(boolean inverted, Runnable live) {
    if (inverted) {
      if (5 != 5) {
        Flow.dead();
      } else {
        live.run();
      }
    } else {
      if (5 == 5) {
        live.run();
      }
    }
  }

  private static void constant(boolean inverted, Runnable live) {
    if (inverted) {
      if (STATIC_CONST_FALSE) {
        Flow.dead();
      } else {
        live.run();
      }
    } else {
      if (STATIC_CONST_TRUE) {
        live.run();
      }
    }
  }

  private static void variable(boolean inverted, Runnable live) {
    if (inverted) {
      if (staticFalse) {
        Flow.dead();
      } else {
        live.run();
      }
    } else {
      if (staticTrue) {
        live.run();
      }
    }
  }

  private static void constantNumber(boolean inverted, Runnable live) {
    if (inverted) {
      if (STATIC_CONST_FIVE != 5) {
        Flow.dead();
      } else {
        live.run();
      }
    } else {
      if (STATIC_CONST_FIVE == 5) {
        live.run();
      }
    }
  }

  private static void variableNumber(boolean inverted, Runnable live) {
    if (inverted) {
      if (staticFive != 5) {
        Flow.dead();
      } else {
        live.run();
      }
    } else {
      if (staticFive == 5) {
        live.run();
      }
    }
  }

  private static boolean returnsTrue() {
    return true;
  }

  private static boolean returnsFalse() {
    return false;
  }

  private static void function(boolean inverted, Runnable live) {
    if (inverted) {
      if (returnsFalse()) {
        Flow.dead();
      } else {
        live.run();
      }
    } else {
      if (returnsTrue()) {
        live.run();
      }
    }
  }

  private static void globalConstant(boolean inverted, Runnable live) {
    if (inverted) {
      if (Globals.CONST_FALSE) {
        Flow.dead();
      } else {
        live.run();
      }
    } else {
      if (Globals.CONST_TRUE) {
        live.run();
      }
    }
  }

  private static void globalVariable(boolean inverted, Runnable live) {
    if (inverted) {
      if (Globals.isFalse) {
        Flow.dead();
      } else {
        live.run();
      }
    } else {
      if (Globals.isTrue) {
        live.run();
      }
    }
  }

  private static void globalFunction(boolean inverted, Runnable live) {
    if (inverted) {
      if (Globals.returnsFalse()) {
        Flow.dead();
      } else {
        live.run();
      }
    } else {
      if (Globals.returnsTrue()) {
        live.run();
      }
    }
  }

  /// Tosses a coin before the source and before the sink, so that bad source and bad sink may meet
  /// and may not.
  private static void random(Script script, Script other, Turn turn) {
    Variable data = new Variable();
    if (Coin.heads()) {
      data.set(script.source());
    } else {
      data.set(other.source());
    }
    if (Coin.heads()) {
      script.sink(data.get());
    } else {
      other.sink(data.get());
    }
  }

  private static void globalConstantNumber(boolean inverted, Runnable live) {
    if (inverted) {
      if (Globals.CONST_FIVE != 5) {
        Flow.dead();
      } else {
        live.run();
      }
    } else {
      if (Globals.CONST_FIVE == 5) {
        live.run();
      }
    }
  }

  private static void globalVariableNumber(boolean inverted, Runnable live) {
    if (inverted) {
      if (Globals.five != 5) {
        Flow.dead();
      } else {
        live.run();
      }
    } else {
      if (Globals.five == 5) {
        live.run();
      }
    }
  }

  private static void switched(boolean inverted, Runnable live) {
    if (inverted) {
      switch (5) {
        case 6 -> Flow.dead();
        default -> live.run();
      }
    } else {
      switch (6) {
        case 6 -> live.run();
        default -> Flow.dead();
      }
    }
  }

  private static void whileLoop(boolean inverted, Runnable live) {
    while (true) {
      live.run();
      break;
    }
  }

  private static void forLoop(boolean inverted, Runnable live) {
    for (int i = 0; i < 1; i++) {
      live.run();
    }
  }

  private static void labelledBreak(boolean inverted, Runnable live) {
    source:
    {
      if (staticTrue) {
        break source;
      }
      Flow.dead();
    }
    live.run();
  }
}
