// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// One way in which control gets to a source and a sink, and data from one to the other.
///
/// @param number Juliet's, two digits
/// @param title in words
/// @param body the flow itself
public record Flow(int number, String title, Body body) {
  /// Runs a script along a flow.
  @FunctionalInterface
  public interface Body {
    /// Goes from the source to the sink.
    ///
    /// @param script what to run
    /// @param other what to run wherever a coin, tossed by [Coin], says so; only flow 12 tosses one
    /// @param turn how the conditions stand
    void run(Script script, Script other, Turn turn);
  }

  /// All 48, by number.
  public static final List<Flow> ALL = all();

  private static List<Flow> all() {
    List<Flow> flows = new ArrayList<>();
    flows.add(of(1, "straight", script -> script.sink(script.source())));
    flows.addAll(ConditionFlows.LIST);
    flows.addAll(FlagFlows.LIST);
    flows.addAll(VariableFlows.LIST);
    flows.addAll(CallFlows.LIST);
    flows.addAll(RelayFlows.LIST);
    flows.addAll(ElsewhereFlows.LIST);
    flows.addAll(ContainerFlows.LIST);
    flows.addAll(VirtualFlows.LIST);
    flows.addAll(LifetimeFlows.LIST);
    return List.copyOf(flows);
  }

  /// A flow that carries data and has no conditions.
  static Flow of(int number, String title, Consumer<Script> carry) {
    return new Flow(number, title, (script, _, _) -> carry.accept(script));
  }

  /// A flow that branches, in the same way before the source and before the sink.
  static Flow ofCondition(int number, String title, Condition condition) {
    return new Flow(
        number,
        title,
        (script, _, turn) -> {
          Variable data = new Variable();
          condition.branch(turn.sourceInverted(), () -> data.set(script.source()));
          condition.branch(turn.sinkInverted(), () -> script.sink(data.get()));
        });
  }

  /// A condition whose value is known to whoever wrote the case, if not to an analysis.
  @FunctionalInterface
  interface Condition {
    /// Runs `live`.
    ///
    /// @param inverted whether it stands in the `else` of what is false
    void branch(boolean inverted, Runnable live);
  }

  /// Stands where control never gets.
  @SuppressWarnings("DoNotCallSuggester") // called where control never gets
  static void dead() {
    throw new AssertionError("dead code was reached");
  }

  @Override
  public String toString() {
    return "%02d %s".formatted(number, title);
  }
}
