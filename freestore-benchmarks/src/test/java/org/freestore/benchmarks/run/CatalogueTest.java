// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.freestore.benchmarks.report.Report;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private static final List<Case> CASES =
      Catalogue.cases(List.of(new Trace("jq", Path.of("jq.operations"), 10, 100)));

  @Test
  void everyCaseHasANameOfItsOwn() {
    assertThat(CASES).extracting(Case::name).doesNotHaveDuplicates();
  }

  @Test
  void everyTraceIsReplayedForTimeAndForMemory() {
    assertThat(CASES).extracting(Case::name).contains("replay-jq", "memory-jq");
  }

  @Test
  void freestoreComesFirstInEveryCase() {
    assertThat(CASES)
        .extracting(test -> test.candidates().getFirst())
        .containsOnly(
            Candidate.FREESTORE,
            Candidate.FREESTORE_ARENA,
            Candidate.RECYCLING_ARENA,
            Candidate.WITH_DIAGNOSTICS);
  }

  @Test
  void aCaseIsChosenByItsNameOrItsGroup() {
    assertThat(CASES).filteredOn(test -> test.chosenBy("batch")).hasSize(15);
    assertThat(CASES).filteredOn(test -> test.chosenBy("batch-random-64")).hasSize(1);
  }

  @Test
  void everyWordThatTargetsGoByChoosesACase() {
    assertThat(Report.CASES_WITH_TARGETS)
        .allSatisfy(word -> assertThat(CASES).anyMatch(test -> test.chosenBy(word)));
  }

  @Test
  void objectsAreComparedWithCAndWithUncheckedAccess() {
    assertThat(CASES)
        .filteredOn(test -> test.chosenBy("object-pair") || test.chosenBy("structures"))
        .hasSize(4)
        .allSatisfy(test ->
            assertThat(test.candidates())
                .contains(Candidate.MIMALLOC, Candidate.GLIBC, Candidate.UNCHECKED));
  }
}
