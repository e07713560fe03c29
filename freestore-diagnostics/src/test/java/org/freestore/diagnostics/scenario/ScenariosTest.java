// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.freestore.FreeStore;
import org.freestore.FreeStoreOptions;
import org.freestore.Protection;
import org.freestore.diagnostics.leak.LeakGroup;
import org.freestore.diagnostics.leak.LeakReport;
import org.freestore.diagnostics.leak.Reach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every planted leak is named at the line that made it, and none is reported where it is repaired.
class ScenariosTest {
  private static final Path SOURCES = Path.of("src/test/java/org/freestore/diagnostics/scenario");

  /// A scenario with its name and where it stands.
  record Named(String name, Class<?> place, Scenario scenario) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Named> scenarios() {
    return List.of(
        new Named("cacheNeverEvicted", Containers.class, Containers::cacheNeverEvicted),
        new Named("cacheReplacesEntries", Containers.class, Containers::cacheReplacesEntries),
        new Named(
            "cacheEvictsWithoutDeleting", Containers.class, Containers::cacheEvictsWithoutDeleting),
        new Named("listenerUnlinked", Containers.class, Containers::listenerUnlinked),
        new Named("listenersOutliveTheList", Containers.class, Containers::listenersOutliveTheList),
        new Named("ringOfWindows", Containers.class, Containers::ringOfWindows),
        new Named("rowOfPointers", Containers.class, Containers::rowOfPointers),
        new Named("queueOfWork", Containers.class, Containers::queueOfWork),
        new Named("treeWithoutItsRoot", Containers.class, Containers::treeWithoutItsRoot),
        new Named("lostOwned", Owners.class, Owners::lostOwned),
        new Named("plainPointer", Owners.class, Owners::plainPointer),
        new Named("overwrittenPointer", Owners.class, Owners::overwrittenPointer),
        new Named("cycleOfShared", Owners.class, Owners::cycleOfShared),
        new Named("unclosedCopy", Owners.class, Owners::unclosedCopy),
        new Named("unclosedWeak", Owners.class, Owners::unclosedWeak),
        new Named("forgottenCopy", Owners.class, Owners::forgottenCopy),
        new Named("exceptionPath", WaysOut.class, WaysOut::exceptionPath),
        new Named("secondPartFails", WaysOut.class, WaysOut::secondPartFails),
        new Named("earlyReturn", WaysOut.class, WaysOut::earlyReturn),
        new Named("threadDeath", WaysOut.class, WaysOut::threadDeath),
        new Named("taskOfVirtualThread", WaysOut.class, WaysOut::taskOfVirtualThread),
        new Named("ignoredResult", WaysOut.class, WaysOut::ignoredResult));
  }

  private static LeakReport report(Named named, boolean repaired) throws Exception {
    try (FreeStore store =
        FreeStore.open(
            FreeStoreOptions.defaults().withName(named.name()).withProtection(Protection.SITES))) {
      named.scenario().run(store, repaired);
      return LeakReport.of(store);
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void theLeakIsNamedAtItsLineAndNothingElseIs(Named named) throws Exception {
    Set<String> lines = new TreeSet<>();
    for (LeakGroup group : report(named, false).groups()) {
      if (group.reach() == Reach.DIRECT || group.reach() == Reach.CYCLE) {
        StackTraceElement frame = group.site().frames().getFirst();
        lines.add(frame.getFileName() + ":" + frame.getLineNumber());
      }
    }
    assertThat(lines).containsExactly(plantedLine(named));
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void theRepairedTwinHasNoLeaks(Named named) throws Exception {
    assertThat(report(named, true).toString()).contains(" 0 bytes leaked in 0 objects");
  }

  @Test
  void aRingIsReportedAsOne() throws Exception {
    List<LeakGroup> groups = report(scenario("ringOfWindows"), false).groups();
    assertThat(groups).extracting(LeakGroup::cycle).containsExactly("Node.next -> Node.previous");
    assertThat(report(scenario("cycleOfShared"), false).groups().getFirst().cycle())
        .isEqualTo("Node.next -> Node.next");
  }

  private static Named scenario(String name) {
    return scenarios().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  private static String plantedLine(Named named) throws IOException {
    String file = named.place().getSimpleName() + ".java";
    List<String> lines = Files.readAllLines(SOURCES.resolve(file));
    return Stream.iterate(0, i -> i + 1)
        .limit(lines.size())
        .filter(i -> lines.get(i).endsWith("// leaks: " + named.name()))
        .map(i -> file + ":" + (i + 1))
        .findFirst()
        .orElseThrow();
  }
}
