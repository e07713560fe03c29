// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.freestore.FreeStoreException;
import org.freestore.acceptance.data.Data;
import org.freestore.acceptance.flow.Script;
import org.freestore.acceptance.kernel.Finding;
import org.freestore.acceptance.kernel.Frame;
import org.freestore.acceptance.kernel.Kernel;

/// One execution of one function of a case, and what was reported.
///
/// @param usedBadSource whether the data came from the bad source
/// @param usedBadSink whether it went into the bad sink
/// @param reports in order; a leak last
/// @param leakedBlocks how many blocks were left
/// @param exceptions the reports that were exceptions
/// @param lastReport the last exception's message or, where there is none, the list of leaks
record Run(
    boolean usedBadSource,
    boolean usedBadSink,
    List<Finding> reports,
    long leakedBlocks,
    List<FreeStoreException> exceptions,
    String lastReport) {

  static Run of(TestCase test, Variant variant, Supplier<Frame> opening) {
    try (Frame frame = opening.get()) {
      Recorder script = new Recorder(test.kernel(), frame, variant);
      Variant opposite =
          variant.equals(Variant.BAD)
              ? new Variant("other side of the coin", false, false, variant.turn())
              : variant;
      Recorder other = new Recorder(test.kernel(), frame, opposite);
      frame.attempt(() -> test.flow().body().run(script, other, variant.turn()));
      long leakedBlocks = frame.leakCount();
      List<Finding> reports = new ArrayList<>(frame.reports());
      if (leakedBlocks != 0) {
        reports.add(Finding.LEAK);
      }
      return new Run(
          script.usedBadSource || other.usedBadSource,
          script.usedBadSink || other.usedBadSink,
          reports,
          leakedBlocks,
          frame.exceptions(),
          frame.lastReport());
    }
  }

  /// Returns whether this is exactly what a kernel expects where bad met bad. What a case leaves
  /// behind because a delete was refused is no leak of its.
  boolean isExactly(Kernel kernel) {
    return kernel.expected().contains(Finding.LEAK)
        ? reports.equals(kernel.expected()) && leakedBlocks == 1 && names(kernel.fact())
        : exceptionsOnly().equals(kernel.expected()) && names(kernel.fact());
  }

  private List<Finding> exceptionsOnly() {
    return reports.stream().filter(report -> report != Finding.LEAK).toList();
  }

  private boolean names(String fact) {
    return lastReport.contains(fact);
  }

  /// Notes which sides ran.
  private static final class Recorder implements Script {
    private final Kernel kernel;
    private final Frame frame;
    private final Variant variant;
    private boolean usedBadSource;
    private boolean usedBadSink;

    Recorder(Kernel kernel, Frame frame, Variant variant) {
      this.kernel = kernel;
      this.frame = frame;
      this.variant = variant;
    }

    @Override
    public Data<?> source() {
      usedBadSource |= variant.badSource();
      return (variant.badSource() ? kernel.badSource() : kernel.goodSource()).make(frame);
    }

    @Override
    public void sink(Data<?> data) {
      usedBadSink |= variant.badSink();
      (variant.badSink() ? kernel.badSink() : kernel.goodSink()).use(frame, data);
    }
  }
}
