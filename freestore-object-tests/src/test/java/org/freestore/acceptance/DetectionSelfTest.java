// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.Stream;
import org.freestore.acceptance.Verdict.Outcome;
import org.freestore.acceptance.flow.Flow;
import org.freestore.acceptance.kernel.Cwe;
import org.freestore.acceptance.kernel.Finding;
import org.freestore.acceptance.kernel.Kernel;
import org.freestore.acceptance.kernel.Kernel.Sides;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The suite notices what it is there to notice: each of these breaks detection in one way, and
/// expects the judge to say so.
class DetectionSelfTest {
  private static final List<Kernel> KERNELS = Kernel.all();

  static List<Kernel> kernels() {
    return KERNELS;
  }

  /// One of each suite, with all its flows.
  static Stream<TestCase> samples() {
    return Stream.of(Cwe.values())
        .map(DetectionSelfTest::firstOf)
        .flatMap(
            kernel -> kernel.flowSet().flows().stream().map(flow -> new TestCase(kernel, flow)));
  }

  private static Kernel firstOf(Cwe cwe) {
    return KERNELS.stream().filter(kernel -> kernel.cwe() == cwe).findFirst().orElseThrow();
  }

  /// The kernel with its defect taken out: what stands where the bad function was is a good one.
  private static Kernel withoutDefect(Kernel kernel) {
    return kernel.sides() == Sides.SOURCE
        ? kernel.withBad(kernel.goodSource(), kernel.badSink())
        : kernel.withBad(kernel.badSource(), kernel.goodSink());
  }

  /// The kernel with its defect put into its good functions.
  private static Kernel withoutMend(Kernel kernel) {
    return kernel.withGood(kernel.badSource(), kernel.badSink());
  }

  private static Flow straight() {
    return Flow.ALL.getFirst();
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void aDefectThatIsNotReportedCountsAsMissed(Kernel kernel) {
    Verdict verdict = Judge.judge(new TestCase(withoutDefect(kernel), straight()));
    assertThat(verdict.bad()).isEqualTo(Outcome.MISSED);
    assertThat(verdict.isPerfect()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void itCountsAsMissedAlongEveryFlow(TestCase sample) {
    TestCase broken = new TestCase(withoutDefect(sample.kernel()), sample.flow());
    assertThat(Judge.judge(broken).bad()).isEqualTo(Outcome.MISSED);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void aReportOfAnotherKindIsNotTheExactOne(Kernel kernel) {
    Verdict verdict = Judge.judge(new TestCase(kernel.expecting(Finding.OTHER), straight()));
    assertThat(verdict.bad()).isEqualTo(Outcome.OTHER);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void aReportThatDoesNotNameTheFactIsNotTheExactOne(Kernel kernel) {
    Verdict verdict = Judge.judge(new TestCase(kernel.naming("no such words"), straight()));
    assertThat(verdict.bad()).isEqualTo(Outcome.OTHER);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void aReportOfAGoodCaseIsFlagged(Kernel kernel) {
    assertThat(Judge.judge(new TestCase(withoutMend(kernel), straight())).flagged()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void itIsFlaggedAlongEveryFlow(TestCase sample) {
    TestCase broken = new TestCase(withoutMend(sample.kernel()), sample.flow());
    assertThat(Judge.judge(broken).flagged()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void theScoreboardShowsIt(Kernel kernel) {
    Scoreboard scoreboard = new Scoreboard();
    scoreboard.add(Judge.judge(new TestCase(kernel, straight())));
    scoreboard.add(Judge.judge(new TestCase(withoutDefect(kernel), straight())));
    scoreboard.add(Judge.judge(new TestCase(withoutMend(kernel), straight())));
    assertThat(scoreboard.count(kernel.cwe(), Outcome.EXACT)).isEqualTo(2);
    assertThat(scoreboard.count(kernel.cwe(), Outcome.MISSED)).isEqualTo(1);
    assertThat(scoreboard.caseCount(kernel.cwe())).isEqualTo(3);
    assertThat(scoreboard.flaggedCount(kernel.cwe())).isPositive();
  }

  @ParameterizedTest
  @EnumSource(Cwe.class)
  void aFailureNamesTheCaseAndWhatWasExpectedAndWhatWasFound(Cwe cwe) {
    Kernel planted = firstOf(cwe).expecting(Finding.OTHER);
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> DetectionTest.judge(planted, new Scoreboard()))
        .withMessageContaining(planted + "_01: OTHER, expected [OTHER]")
        .withMessageContaining("found [" + firstOf(cwe).expected().getFirst());
  }

  @ParameterizedTest
  @EnumSource(Cwe.class)
  void aFailureOfAGoodCaseNamesItAndWhatWasFound(Cwe cwe) {
    Kernel planted = withoutMend(firstOf(cwe));
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> DetectionTest.judge(planted, new Scoreboard()))
        .withMessageContaining("flagged good")
        .withMessageContaining(planted.expected().toString());
  }

  @Test
  void perfectionWantsEveryCaseToHaveRun() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> new Scoreboard().requirePerfection())
        .withMessageContaining("MEMORY_LEAK cases");
  }

  @Test
  void perfectionWantsEveryDefectFoundAndNoGoodCaseFlagged() {
    Verdict perfect = Judge.judge(new TestCase(firstOf(Cwe.DOUBLE_FREE), straight()));
    assertThat(perfect.isPerfect()).isTrue();
    all(perfect, perfect).requirePerfection();
    Verdict missed = new Verdict(perfect.test(), Outcome.MISSED, "", 4, List.of());
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> all(perfect, missed).requirePerfection())
        .withMessageContaining("DOUBLE_FREE found");
    Verdict flagged = new Verdict(perfect.test(), Outcome.EXACT, "", 4, List.of("good"));
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> all(perfect, flagged).requirePerfection())
        .withMessageContaining("DOUBLE_FREE flagged");
  }

  /// A board as full as it is to be: every case went the same way, but for one of double free.
  private static Scoreboard all(Verdict one, Verdict odd) {
    Scoreboard scoreboard = new Scoreboard();
    for (Cwe cwe : Cwe.values()) {
      TestCase test = new TestCase(firstOf(cwe), straight());
      int alike = cwe == Cwe.DOUBLE_FREE ? cwe.caseCount() - 1 : cwe.caseCount();
      Verdict verdict = new Verdict(test, one.bad(), one.badReports(), 4, one.flagged());
      Stream.generate(() -> verdict).limit(alike).forEach(scoreboard::add);
    }
    scoreboard.add(odd);
    return scoreboard;
  }
}
