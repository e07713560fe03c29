// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.freestore.diagnostics.leak.Reach.DIRECT;
import static org.freestore.diagnostics.leak.Reach.INDIRECT;
import static org.freestore.diagnostics.leak.Reach.REACHABLE;

import java.util.ArrayList;
import java.util.List;
import org.freestore.FreeStore;
import org.freestore.FreeStoreOptions;
import org.freestore.StructArray;
import org.freestore.diagnostics.fixture.Node;
import org.freestore.diagnostics.fixture.NodeStruct;
import org.freestore.diagnostics.snapshot.Roots;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The nine pointer chains of Memcheck's leak-cases: a root RRR, blocks AAA and BBB, and pointers
/// to the start of a block or, where it says *interior*, into it.
///
/// ```
///    pointer chain               AAA                     BBB
/// 1  RRR ──────────────▶ BBB                             reachable
/// 2  RRR ───▶ AAA ─────▶ BBB     reachable               reachable
/// 3  RRR                 BBB                             direct
/// 4  RRR      AAA ─────▶ BBB     direct                  indirect
/// 5  RRR ───interior───▶ BBB                             reachable, or direct if not followed
/// 6  RRR ───▶ AAA ─int.▶ BBB     reachable               reachable, or direct
/// 7  RRR ─int.▶ AAA ───▶ BBB     reachable, or direct    reachable, or indirect
/// 8  RRR ─int.▶ AAA ─int.▶ BBB   reachable, or direct    reachable, indirect, or direct
/// 9  RRR      AAA ─int.▶ BBB     direct                  indirect, or direct
/// ```
///
/// Here a root may be a part of an object, and stands for the whole: an interior pointer that is
/// followed. A pointer in an object cannot be interior: it is refused when it is stored, so that it
/// is none to be followed. That leaves one answer for each, and none that is a guess: Memcheck
/// calls blocks behind interior pointers *possibly lost*.
class PointerChainsTest {
  private final FreeStore store = FreeStore.open(FreeStoreOptions.defaults().withName("chains"));
  private final List<Node> roots = new ArrayList<>();

  @AfterEach
  void close() {
    roots.forEach(Roots::remove);
    store.close();
  }

  private Node block() {
    return NodeStruct.createIn(store);
  }

  private StructArray<Node> blockWithParts() {
    return FreeStore.createArrayIn(store, Node.class, 2);
  }

  private void root(Node node) {
    roots.add(Roots.add(node));
  }

  private static void refuseInteriorPointer(Node from, StructArray<Node> to) {
    assertThatThrownBy(() -> from.next(to.get(1))).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void case1TheRootPointsToB() {
    Node b = block();
    root(b);
    assertThat(Reached.in(store).of(b)).isEqualTo(REACHABLE);
  }

  @Test
  void case2TheRootPointsToAThatPointsToB() {
    Node a = block();
    Node b = block();
    root(a);
    a.next(b);
    assertThat(Reached.in(store).of(a)).isEqualTo(REACHABLE);
    assertThat(Reached.in(store).of(b)).isEqualTo(REACHABLE);
  }

  @Test
  void case3NobodyPointsToB() {
    Node b = block();
    assertThat(Reached.in(store).of(b)).isEqualTo(DIRECT);
  }

  @Test
  void case4NobodyPointsToAThatPointsToB() {
    Node b = block();
    Node a = block();
    a.next(b);
    assertThat(Reached.in(store).of(a)).isEqualTo(DIRECT);
    assertThat(Reached.in(store).of(b)).isEqualTo(INDIRECT);
  }

  @Test
  void case5TheRootPointsIntoB() {
    StructArray<Node> b = blockWithParts();
    root(b.get(1));
    assertThat(Reached.in(store).of(b)).isEqualTo(REACHABLE);
  }

  @Test
  void case6TheRootPointsToAThatPointsIntoB() {
    Node a = block();
    StructArray<Node> b = blockWithParts();
    root(a);
    refuseInteriorPointer(a, b);
    assertThat(Reached.in(store).of(a)).isEqualTo(REACHABLE);
    assertThat(Reached.in(store).of(b)).isEqualTo(DIRECT);
  }

  @Test
  void case7TheRootPointsIntoAThatPointsToB() {
    StructArray<Node> a = blockWithParts();
    Node b = block();
    a.get(0).next(b);
    root(a.get(1));
    assertThat(Reached.in(store).of(a)).isEqualTo(REACHABLE);
    assertThat(Reached.in(store).of(b)).isEqualTo(REACHABLE);
  }

  @Test
  void case8TheRootPointsIntoAThatPointsIntoB() {
    StructArray<Node> a = blockWithParts();
    StructArray<Node> b = blockWithParts();
    root(a.get(1));
    refuseInteriorPointer(a.get(0), b);
    assertThat(Reached.in(store).of(a)).isEqualTo(REACHABLE);
    assertThat(Reached.in(store).of(b)).isEqualTo(DIRECT);
  }

  @Test
  void case9NobodyPointsToAThatPointsIntoB() {
    Node a = block();
    StructArray<Node> b = blockWithParts();
    refuseInteriorPointer(a, b);
    assertThat(Reached.in(store).of(a)).isEqualTo(DIRECT);
    assertThat(Reached.in(store).of(b)).isEqualTo(DIRECT);
  }
}
