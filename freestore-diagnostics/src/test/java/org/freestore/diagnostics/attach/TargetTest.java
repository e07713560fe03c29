// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.freestore.FreeStore;
import org.freestore.FreeStoreStatistics;
import org.freestore.diagnostics.attach.TargetException.Reason;
import org.freestore.diagnostics.leak.LeakOptions;
import org.freestore.diagnostics.leak.LeakReport;
import org.freestore.diagnostics.management.FreeStoreMXBean;
import org.freestore.diagnostics.management.ManagementNames;
import org.freestore.diagnostics.picture.HeapPicture;
import org.freestore.diagnostics.snapshot.Grouping;
import org.freestore.diagnostics.snapshot.Snapshot;
import org.freestore.diagnostics.snapshot.SnapshotDiff;
import org.freestore.diagnostics.snapshot.StoreSnapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Attaching to other processes, while they are under load.
@Timeout(120)
class TargetTest {
  private static final String FOR_A_MINUTE = "60";
  private static final int MOST_COUNTS = 1_000;

  @Test
  void theStoresOfAProcessUnderLoadAreSeen() throws IOException {
    try (ChildProcess child =
            ChildProcess.ofJava(ChildProcess.classPath(), Load.class, FOR_A_MINUTE);
        Target target = Target.of(child.pid())) {
      assertThat(target.wasLoaded()).isFalse();
      assertThat(target.process().getStoreNames()).contains("global", Load.CACHE);
      assertLoadIsSeen(target);
    }
  }

  private static void assertLoadIsSeen(Target target) {
    List<FreeStoreMXBean> stores = target.stores();
    assertThat(stores).extracting(FreeStoreMXBean::getName).containsExactly("global", Load.CACHE);
    for (FreeStoreMXBean store : stores) {
      assertLiveIsCounted(() -> linesAddUp(store.getStatistics()).liveBlocks());
      assertLiveIsCounted(() -> store.usage(1).liveCount());
      assertThat(store.verify()).isEmpty();
    }
    assertThat(stores.getFirst().leakReport()).contains("int", "SUMMARY: Freestore:");
    assertThat(target.process().verify()).isEmpty();
  }

  /// Slab after slab is counted while threads run: what they move meanwhile from one that was
  /// counted to one that was not is counted twice, and the longer the counting is interrupted the
  /// more they move. So a count may be too high, and then another is exact.
  private static void assertLiveIsCounted(LongSupplier counting) {
    long counted = counting.getAsLong();
    for (int i = 0; i < MOST_COUNTS && counted > Load.MOST_LIVE; i++) {
      counted = counting.getAsLong();
    }
    assertThat(counted).isBetween((long) Load.KEPT, (long) Load.MOST_LIVE);
  }

  private static FreeStoreStatistics linesAddUp(FreeStoreStatistics figures) {
    assertThat(figures.heldBytes())
        .isEqualTo(
            figures.inUseBytes()
                + figures.cachedBytes()
                + figures.remoteFreedBytes()
                + figures.freeBytes()
                + figures.tailBytes()
                + figures.retiredBytes());
    return figures;
  }

  @Test
  void diagnosticsAreLoadedIntoAProcessThatHasNone() throws IOException {
    try (ChildProcess child =
            ChildProcess.ofJava(
                ChildProcess.classPathWithoutDiagnostics(), Load.class, FOR_A_MINUTE);
        Target target = Target.of(child.pid())) {
      assertThat(target.wasLoaded()).isTrue();
      assertLoadIsSeen(target);
      try (Target again = Target.of(child.pid())) {
        assertThat(again.wasLoaded()).isFalse();
      }
    }
  }

  @Test
  void aSnapshotOfAProcessUnderLoadIsWrittenWhereItWasAskedFor(@TempDir Path directory)
      throws IOException {
    try (ChildProcess child =
            ChildProcess.ofJava(ChildProcess.classPath(), Load.class, FOR_A_MINUTE);
        Target target = Target.of(child.pid())) {
      Path file = directory.resolve("load.fsnap");
      target.snapshot(file);
      Snapshot snapshot = Snapshot.load(file);
      assertThat(snapshot.origin().pid()).isEqualTo(child.pid());
      assertThat(snapshot.stores()).extracting(StoreSnapshot::name).contains("global", Load.CACHE);

      Snapshot other = Snapshot.take();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> LeakReport.of(other, LeakOptions.defaults().withSince(snapshot)))
          .withMessageContaining("of another process: earlier=", "pid=" + child.pid());
      Path page = directory.resolve("heap.html");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> HeapPicture.write(List.of(snapshot, other), page))
          .withMessageContaining("of several processes: ");
      assertThat(page).doesNotExist();
      assertThat(SnapshotDiff.of(snapshot, other, Grouping.TYPE).text(10))
          .contains(
              "of two processes: " + snapshot.origin().words() + ", " + other.origin().words());

      Path nowhere = directory.resolve("no such directory").resolve("load.fsnap");
      TargetException failure =
          catchThrowableOfType(TargetException.class, () -> target.snapshot(nowhere));
      assertThat(failure.reason()).isEqualTo(Reason.FAILED);
      assertThat(failure).hasMessageContaining("cannot be written: file=" + nowhere);
    }
  }

  @Test
  void aProcessWithDiagnosticsSwitchedOffAnswersAllTheSame() throws IOException {
    List<String> options =
        List.of("-Dfreestore.diagnostics=off", "-cp", System.getProperty("java.class.path"));
    try (ChildProcess child = ChildProcess.ofJava(options, Load.class, FOR_A_MINUTE);
        Target target = Target.of(child.pid())) {
      assertThat(target.wasLoaded()).isTrue();
      assertLoadIsSeen(target);
    }
  }

  @Test
  void aProcessThatRefusesAgentsIsToldWhatToAdd() throws IOException {
    List<String> options =
        List.of("-XX:-EnableDynamicAgentLoading", "-cp", classPathWithoutDiagnostics());
    try (ChildProcess child = ChildProcess.ofJava(options, Load.class, FOR_A_MINUTE)) {
      assertThat(refusal(child.pid(), Reason.NO_DIAGNOSTICS))
          .contains("put freestore-diagnostics on its class path", "pid=" + child.pid());
    }
  }

  private static String classPathWithoutDiagnostics() {
    return ChildProcess.classPathWithoutDiagnostics().getLast();
  }

  @Test
  void aFreestoreInAClassLoaderOfItsOwnIsFound() throws IOException {
    List<String> options = List.of("-cp", PlugInHost.classPath());
    try (ChildProcess child =
            ChildProcess.ofJava(
                options, PlugInHost.class, classPathWithoutDiagnostics(), FOR_A_MINUTE);
        Target target = Target.of(child.pid())) {
      assertThat(target.wasLoaded()).isTrue();
      assertLoadIsSeen(target);
    }
  }

  @Test
  void aProcessWithoutFreestoreIsNamed() throws IOException {
    try (ChildProcess child =
        ChildProcess.ofJava(ChildProcess.classPath(), Idle.class, FOR_A_MINUTE)) {
      assertThat(refusal(child.pid(), Reason.NO_FREESTORE))
          .isEqualTo("the process has not used Freestore so far: pid=" + child.pid());
    }
  }

  @Test
  void aProcessThatIsNoJvmIsNamed() throws IOException {
    try (ChildProcess child = ChildProcess.of("sleep", "60")) {
      assertThat(refusal(child.pid(), Reason.NOT_ATTACHABLE))
          .contains("is no JVM", "pid=" + child.pid());
    }
  }

  @Test
  void aProcessThatLetsNobodyAttachIsNamed() throws IOException {
    List<String> options =
        List.of("-XX:+DisableAttachMechanism", "-cp", System.getProperty("java.class.path"));
    try (ChildProcess child = ChildProcess.ofJava(options, Load.class, FOR_A_MINUTE)) {
      assertThat(refusal(child.pid(), Reason.NOT_ATTACHABLE)).contains("DisableAttachMechanism");
    }
  }

  @Test
  void aProcessThatIsNotThereIsNamed() throws Exception {
    ChildProcess child = ChildProcess.of("sleep", "60");
    child.end();
    assertThat(refusal(child.pid(), Reason.NO_SUCH_PROCESS))
        .isEqualTo("there is no such process: pid=" + child.pid());
  }

  @Test
  void aProcessThatEndsMeanwhileIsNamed() throws Exception {
    try (ChildProcess child =
            ChildProcess.ofJava(ChildProcess.classPath(), Load.class, FOR_A_MINUTE);
        Target target = Target.of(child.pid())) {
      FreeStoreMXBean store = target.stores().getFirst();
      child.end();
      TargetException failure = catchThrowableOfType(TargetException.class, store::getStatistics);
      assertThat(failure.reason()).isEqualTo(Reason.ENDED);
      assertThat(failure).hasMessage("the process has ended meanwhile: pid=" + child.pid());
    }
  }

  @Test
  void aProcessThatIsStoppedIsNamedAtOnce() throws Exception {
    try (ChildProcess child =
        ChildProcess.ofJava(ChildProcess.classPath(), Load.class, FOR_A_MINUTE)) {
      Target.of(child.pid())
          .close(); // From now on it accepts connections also while it is stopped.
      child.stop();
      long start = System.nanoTime();
      assertThat(refusal(child.pid(), Reason.NOT_ANSWERING))
          .contains("is stopped", "kill -CONT", "pid=" + child.pid());
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void aProcessThatIsStoppedWhileItIsAskedIsNamed() throws Exception {
    try (ChildProcess child =
            ChildProcess.ofJava(ChildProcess.classPath(), Load.class, FOR_A_MINUTE);
        Target target = Target.of(child.pid())) {
      FreeStoreMXBean store = target.stores().getFirst();
      child.stop();
      List<ThrowingCallable> questions =
          List.of(target::stores, store::getStatistics, () -> target.process().verify());
      for (ThrowingCallable question : questions) {
        TargetException failure = catchThrowableOfType(TargetException.class, question);
        assertThat(failure.reason()).isEqualTo(Reason.NOT_ANSWERING);
        assertThat(failure).hasMessageContaining("is stopped");
      }
    }
  }

  @Test
  void aProcessWithBeansOfAnotherVersionIsNamed() throws IOException {
    try (ChildProcess child =
        ChildProcess.ofJava(ChildProcess.classPath(), OtherVersion.class, "999")) {
      assertThat(refusal(child.pid(), Reason.OTHER_VERSION))
          .contains("another version of Freestore", "version=9.9 beans=999 understood=");
    }
  }

  @Test
  void beansThatDoNotFitAreOfAnotherVersionWhateverTheySay() throws IOException {
    String sameVersion = Integer.toString(ManagementNames.VERSION);
    try (ChildProcess child =
            ChildProcess.ofJava(ChildProcess.classPath(), OtherVersion.class, sameVersion);
        Target target = Target.of(child.pid())) {
      List<ThrowingCallable> questions =
          List.of(
              () -> target.process().getActivities(), // has other fields
              () -> target.process().getMisuses(), // is missing
              () -> target.process().verify()); // is missing
      for (ThrowingCallable question : questions) {
        TargetException failure = catchThrowableOfType(TargetException.class, question);
        assertThat(failure.reason()).isEqualTo(Reason.OTHER_VERSION);
        assertThat(failure).hasMessageContaining("another version of Freestore");
      }
    }
  }

  @Test
  void thisProcessCanBeAskedToo() {
    try (Target target = Target.of(ProcessHandle.current().pid());
        FreeStore store = FreeStore.open()) {
      assertThat(target.process().getStoreNames()).contains(store.name());
    }
  }

  private static String refusal(long pid, Reason reason) {
    TargetException refusal = catchThrowableOfType(TargetException.class, () -> Target.of(pid));
    assertThat(refusal.reason()).isEqualTo(reason);
    return String.valueOf(refusal.getMessage());
  }
}
