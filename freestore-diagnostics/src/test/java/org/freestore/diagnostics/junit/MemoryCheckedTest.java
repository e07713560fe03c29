// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.freestore.DoubleDeleteException;
import org.freestore.FreeStore;
import org.freestore.FreeStoreOptions;
import org.freestore.Protection;
import org.freestore.UseAfterDeleteException;
import org.freestore.diagnostics.fixture.Node;
import org.freestore.diagnostics.fixture.NodeStruct;
import org.freestore.diagnostics.snapshot.Roots;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

/// Checked tests fail for leaks and misuse, with the report, and for nothing else.
class MemoryCheckedTest {
  private static Optional<Throwable> failure(Class<?> tests, String method) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    Launcher launcher = LauncherFactory.create();
    launcher.execute(
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectMethod(tests.getName() + "#" + method))
            .build(),
        listener);
    assertThat(listener.getSummary().getTestsStartedCount()).isEqualTo(1);
    return listener.getSummary().getFailures().stream().findFirst().map(Failure::getException);
  }

  private static Throwable failureOf(String method) {
    return failure(Checked.class, method).orElseThrow();
  }

  private static void assertPasses(Class<?> tests, String method) {
    assertThat(failure(tests, method)).isEmpty();
  }

  @MemoryChecked
  static class Checked {
    @Test
    void cleansUp(FreeStore store) {
      FreeStore.delete(NodeStruct.createIn(store));
      FreeStore.delete(NodeStruct.create());
    }

    @Test
    void leaks(FreeStore store) {
      NodeStruct.createIn(store);
    }

    @Test
    void leaksInTheGlobalStore() {
      NodeStruct.create();
    }

    @Test
    void leaksInAStoreOfItsOwn() {
      FreeStore own = FreeStore.open(FreeStoreOptions.defaults().withName("own"));
      NodeStruct.createIn(own);
    }

    @Test
    void leaksInAStoreThatItCloses() {
      try (FreeStore own = FreeStore.open(FreeStoreOptions.defaults().withName("own"))) {
        NodeStruct.createIn(own);
      }
    }

    @Test
    void closesACleanStore() {
      try (FreeStore own = FreeStore.open()) {
        FreeStore.delete(NodeStruct.createIn(own));
      }
    }

    @Test
    void keepsARoot(FreeStore store) {
      Roots.add(NodeStruct.createIn(store));
    }

    @Test
    @MemoryChecked(suppressions = "leak:leaksOnPurpose")
    void leaksOnPurpose(FreeStore store) {
      NodeStruct.createIn(store);
    }

    @Test
    void swallowsADoubleDelete(FreeStore store) {
      Node node = NodeStruct.createIn(store);
      FreeStore.delete(node);
      try {
        FreeStore.delete(node);
      } catch (DoubleDeleteException e) {
        assertThat(e).hasMessageContaining("double-delete");
      }
    }

    @Test
    @MemoryChecked(allowMisuse = true)
    void provokesADoubleDelete(FreeStore store) {
      Node node = NodeStruct.createIn(store);
      FreeStore.delete(node);
      Assertions.assertThatThrownBy(() -> FreeStore.delete(node))
          .isInstanceOf(DoubleDeleteException.class);
    }

    @Test
    void failsForAMisuse(FreeStore store) {
      Node node = NodeStruct.createIn(store);
      FreeStore.delete(node);
      node.value();
    }

    @Test
    void failsForItsOwnReason(FreeStore store) {
      NodeStruct.createIn(store);
      throw new IllegalStateException("its own reason");
    }

    @Test
    void getsOneStore(FreeStore store, FreeStore same, TestInfo info) {
      assertThat(store).isSameAs(same);
      assertThat(store.name()).isEqualTo(info.getDisplayName());
      assertThat(store.options().protection()).isEqualTo(Protection.SITES);
    }

    @Nested
    class Inside {
      @Test
      void leaksInside(FreeStore store) {
        NodeStruct.createIn(store);
      }
    }
  }

  @MemoryChecked
  static class WithCleaning {
    private final Node node = NodeStruct.create();

    @Test
    void leavesItToAfterEach() {
      node.value(1);
    }

    @AfterEach
    void delete() {
      FreeStore.delete(node);
    }
  }

  @Test
  void aTestThatCleansUpPasses() {
    assertPasses(Checked.class, "cleansUp(org.freestore.FreeStore)");
  }

  @Test
  void aTestThatLeaksFailsWithTheReport() {
    assertThat(failureOf("leaks(org.freestore.FreeStore)"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Direct leak of 32 bytes in 1 object of type " + Node.class.getName())
        .hasMessageContaining("MemoryCheckedTest$Checked.leaks(MemoryCheckedTest.java:")
        .hasMessageContaining("SUMMARY: Freestore: 32 bytes leaked in 1 object");
  }

  @Test
  void leaksInOtherStoresAreFoundToo() {
    assertThat(failureOf("leaksInTheGlobalStore")).hasMessageStartingWith("leaks: store=global ");
    assertThat(failureOf("leaksInAStoreOfItsOwn")).hasMessageContaining("in store own");
    assertThat(failureOf("leaksInAStoreThatItCloses")).hasMessageStartingWith("leaks: store=own ");
    assertPasses(Checked.class, "closesACleanStore");
    assertThat(failure(Checked.Inside.class, "leaksInside(org.freestore.FreeStore)")).isPresent();
  }

  @Test
  void rootsAndSuppressionsAreNoFailures() {
    assertPasses(Checked.class, "keepsARoot(org.freestore.FreeStore)");
    assertPasses(Checked.class, "leaksOnPurpose(org.freestore.FreeStore)");
  }

  @Test
  void aMisuseThatWasCaughtFailsTheTestUnlessItIsAllowed() {
    assertThat(failureOf("swallowsADoubleDelete(org.freestore.FreeStore)"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("memory was misused")
        .hasMessageContaining("double-delete: Node");
    assertPasses(Checked.class, "provokesADoubleDelete(org.freestore.FreeStore)");
  }

  @Test
  void aTestThatFailsForAMisuseFailsForNothingElse() {
    assertThat(failureOf("failsForAMisuse(org.freestore.FreeStore)"))
        .isInstanceOf(UseAfterDeleteException.class)
        .hasNoSuppressedExceptions();
  }

  @Test
  void aTestThatFailsForItsOwnReasonIsNotCheckedForLeaks() {
    assertThat(failureOf("failsForItsOwnReason(org.freestore.FreeStore)"))
        .hasMessage("its own reason")
        .hasNoSuppressedExceptions();
  }

  @Test
  void theStoreOfATestIsItsOwnAndClosedAfterIt() {
    assertPasses(
        Checked.class,
        "getsOneStore(org.freestore.FreeStore, org.freestore.FreeStore, org.junit.jupiter.api.TestInfo)");
    assertThat(FreeStore.stores()).extracting(FreeStore::name).doesNotContain("getsOneStore");
  }

  @Test
  void whatAfterEachDeletesIsNoLeak() {
    assertPasses(WithCleaning.class, "leavesItToAfterEach");
  }
}
