// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.freestore.acceptance.flow.Flow;
import org.freestore.acceptance.kernel.Cwe;
import org.freestore.acceptance.kernel.Kernel;
import org.freestore.documents.Documents;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every defect of every kernel along every flow is reported, as what it is; nothing is reported of
/// the cases without it. `docs/detection.md` publishes the result, and must be in step with it.
class DetectionTest {
  private static final List<Kernel> KERNELS = Kernel.all();
  private static final int MOST_LISTED = 20;

  private final Scoreboard scoreboard = new Scoreboard();

  @ParameterizedTest
  @EnumSource(Cwe.class)
  void thereAreAsManyKernelsAndCasesAsInJuliet(Cwe cwe) {
    List<Kernel> kernels = KERNELS.stream().filter(kernel -> kernel.cwe() == cwe).toList();
    assertThat(kernels).hasSize(cwe.kernelCount());
    assertThat(kernels).extracting(Kernel::name).doesNotHaveDuplicates();
    assertThat(kernels.stream().mapToInt(kernel -> kernel.flowSet().flows().size()).sum())
        .isEqualTo(cwe.caseCount());
  }

  @Test
  void thereAre48FlowsAnd9899Cases() {
    assertThat(Flow.ALL).hasSize(48);
    assertThat(Stream.of(Cwe.values()).mapToInt(Cwe::caseCount).sum()).isEqualTo(9_899);
  }

  @TestFactory
  Stream<DynamicNode> everyDefectIsReportedAsWhatItIs() {
    return Stream.concat(
        Stream.of(Cwe.values()).map(this::suite),
        Stream.of(DynamicTest.dynamicTest("all of them, and nothing else", this::conclude)));
  }

  private DynamicNode suite(Cwe cwe) {
    return DynamicContainer.dynamicContainer(
        "CWE " + cwe.number(),
        KERNELS.stream()
            .filter(kernel -> kernel.cwe() == cwe)
            .map(kernel -> DynamicTest.dynamicTest(kernel.name(), () -> judge(kernel))));
  }

  private void judge(Kernel kernel) {
    judge(kernel, scoreboard);
  }

  /// Runs all the cases of a kernel.
  ///
  /// @throws AssertionError if one of them is not perfect
  static void judge(Kernel kernel, Scoreboard scoreboard) {
    List<Verdict> failures =
        kernel.flowSet().flows().stream()
            .map(flow -> Judge.judge(new TestCase(kernel, flow)))
            .peek(scoreboard::add)
            .filter(verdict -> !verdict.isPerfect())
            .toList();
    assertThat(failures)
        .withFailMessage(() ->
            "%d of %d cases failed:%n%s%nthe first in full:%n%s"
                .formatted(
                    failures.size(),
                    kernel.flowSet().flows().size(),
                    listing(failures),
                    failures.getFirst().badReports()))
        .isEmpty();
  }

  private static String listing(List<Verdict> failures) {
    return String.join(
        "\n", failures.stream().limit(MOST_LISTED).map(verdict -> "  " + verdict).toList());
  }

  private void conclude() throws IOException {
    System.out.println(scoreboard.summary());
    scoreboard.requirePerfection();
    assertThat(Documents.read("detection.md")).contains(scoreboard.table());
  }
}
