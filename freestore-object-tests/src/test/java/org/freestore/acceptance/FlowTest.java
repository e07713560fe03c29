// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.freestore.FreeStore;
import org.freestore.StructObject;
import org.freestore.acceptance.data.Data;
import org.freestore.acceptance.data.Form;
import org.freestore.acceptance.flow.Coin;
import org.freestore.acceptance.flow.Flow;
import org.freestore.acceptance.flow.Script;
import org.freestore.acceptance.flow.Turn;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Flows carry what they are given, and nothing gets lost on the way.
class FlowTest {
  /// Those whose pointer lies in memory off the Java heap on its way.
  private static final Set<Integer> OFF_HEAP = Set.of(31, 32, 63, 64, 66, 67, 68, 83, 84);

  static List<Flow> flows() {
    return Flow.ALL;
  }

  static Stream<Flow> offHeapFlows() {
    return Flow.ALL.stream()
        .filter(flow -> OFF_HEAP.contains(flow.number()) || flow.number() == 34);
  }

  static Stream<Turn> turns() {
    return Stream.of(Turn.STRAIGHT, Turn.SOURCE_INVERTED, Turn.SINK_INVERTED);
  }

  /// Notes what happens.
  private static final class Probe implements Script {
    private final Data<?> data;
    private final Consumer<Data<?>> sink;
    private final List<String> calls = new ArrayList<>();

    Probe(Data<?> data, Consumer<Data<?>> sink) {
      this.data = data;
      this.sink = sink;
    }

    @Override
    public Data<?> source() {
      calls.add("source");
      return data;
    }

    @Override
    public void sink(Data<?> arrived) {
      calls.add("sink");
      sink.accept(arrived);
    }
  }

  @ParameterizedTest
  @MethodSource("flows")
  void theSourceRunsOnceAndThenTheSinkHoweverTheConditionsStand(Flow flow) {
    turns()
        .forEach(turn -> {
          Data<?> data = new Data<>(Form.ADDRESS, 4711L);
          Probe probe = new Probe(data, arrived -> assertThat(arrived).isEqualTo(data));
          flow.body().run(probe, probe, turn);
          assertThat(probe.calls).containsExactly("source", "sink");
        });
  }

  @ParameterizedTest
  @MethodSource("offHeapFlows")
  void aPointerOfAnyFormSurvivesTheWayThroughMemory(Flow flow) {
    for (Form<?> form : Form.ALL) {
      if (form == Form.ADDRESS || form == Form.SEGMENT) {
        continue;
      }
      Data<?> data = form.make();
      Probe probe =
          new Probe(
              data,
              arrived -> {
                assertThat(arrived).isEqualTo(data);
                assertThat(arrived.handle()).isNotSameAs(data.handle());
                arrived.fill();
                assertThat(data.read()).isNotZero();
              });
      flow.body().run(probe, probe, Turn.STRAIGHT);
      assertThat(probe.calls).containsExactly("source", "sink");
      delete(data.handle());
    }
  }

  @ParameterizedTest
  @MethodSource("offHeapFlows")
  void aDanglingPointerSurvivesToo(Flow flow) {
    for (Form<?> form : Form.ALL) {
      if (form == Form.ADDRESS || form == Form.SEGMENT) {
        continue;
      }
      Data<?> data = form.make();
      delete(data.handle());
      Probe probe = new Probe(data, arrived -> assertThat(arrived).isEqualTo(data));
      flow.body().run(probe, probe, Turn.STRAIGHT);
      assertThat(probe.calls).containsExactly("source", "sink");
    }
  }

  private static void delete(Object object) {
    if (object instanceof StructObject) {
      FreeStore.delete(object);
    } else {
      FreeStore.deleteArray(object);
    }
  }

  @ParameterizedTest
  @MethodSource("flows")
  void whatTheSinkThrowsComesOutUnchanged(Flow flow) {
    RuntimeException thrown = new RuntimeException("from the sink");
    Probe probe =
        new Probe(
            new Data<>(Form.ADDRESS, 1L),
            _ -> {
              throw thrown;
            });
    assertThatThrownBy(() -> flow.body().run(probe, probe, Turn.STRAIGHT)).isSameAs(thrown);
  }

  @ParameterizedTest
  @MethodSource("flows")
  void noFlowLeavesAnythingBehind(Flow flow) {
    Probe probe = new Probe(new Data<>(Form.ADDRESS, 1L), _ -> {});
    flow.body().run(probe, probe, Turn.STRAIGHT); // makes what is static
    long before = FreeStore.global().statistics().liveBlocks();
    flow.body().run(probe, probe, Turn.STRAIGHT);
    assertThat(FreeStore.global().statistics().liveBlocks()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("flows")
  void onlyFlow12IsRandomAndItTakesEveryWay(Flow flow) {
    Set<List<String>> ways = new HashSet<>();
    for (int seed = 0; seed < 100; seed++) {
      Coin.seed(seed * 0x9E37_79B9_7F4A_7C15L);
      Probe one = new Probe(new Data<>(Form.ADDRESS, 1L), _ -> {});
      Probe other = new Probe(new Data<>(Form.ADDRESS, 2L), _ -> {});
      flow.body().run(one, other, Turn.STRAIGHT);
      ways.add(one.calls);
    }
    assertThat(ways).hasSize(flow.number() == 12 ? 4 : 1);
  }
}
