// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.event;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.freestore.MisuseReport;
import org.freestore.StoreListener;

/// Writes misuses to a log without flooding it: of equal ones the first in full, then a line when
/// there were 10, 100, 1,000 and so on.
///
/// Equal are misuses with the same defect, by the same frame of the program, of an object of the
/// same type. At most 1,000 are told apart; of others a line says, once, that they are not written
/// any more.
///
/// ```java
/// MisuseLog log = new MisuseLog(text -> logger.error(text));
/// FreeStore.listen(log);
/// ```
///
/// The consumer is called by the thread that misused memory, which may hold locks of Freestore: it
/// must not call Freestore. What it throws is ignored.
public final class MisuseLog implements StoreListener {
  private static final int MOST_KINDS = 1_000;

  private final MisuseTally tally;
  private final Consumer<String> out;
  private boolean full;

  /// Makes a log.
  ///
  /// @param out takes each text, of one line or several, without a line break at its end
  public MisuseLog(Consumer<String> out) {
    this(out, new MisuseTally(Clock.systemUTC(), MOST_KINDS));
  }

  MisuseLog(Consumer<String> out, MisuseTally tally) {
    this.out = Objects.requireNonNull(out, "out");
    this.tally = tally;
  }

  @Override
  public void misused(MisuseReport report) {
    long count = tally.count(report);
    if (count == 1) {
      out.accept(report.text());
    } else if (isPowerOfTen(count)) {
      out.accept("%,d times by now: %s".formatted(count, report.summary()));
    } else if (count == 0 && becomesFull()) {
      out.accept("more kinds of misuse than are told apart; new ones are counted, not written");
    }
  }

  @Override
  public boolean wantsLeaks() {
    return false;
  }

  private synchronized boolean becomesFull() {
    boolean first = !full;
    full = true;
    return first;
  }

  private static boolean isPowerOfTen(long count) {
    long rest = count;
    while (rest >= 10 && rest % 10 == 0) {
      rest /= 10;
    }
    return rest == 1;
  }

  /// Returns a line for each misuse that was told apart, the most frequent first, and last one for
  /// all others, if there were any.
  public List<MisuseCount> counts() {
    return tally.counts();
  }

  /// Returns the counts as text: a line for each misuse, and one with their sum.
  public String summary() {
    List<MisuseCount> counts = counts();
    StringBuilder text = new StringBuilder();
    counts.forEach(each -> text.append("%,9d  %s%n".formatted(each.count(), words(each))));
    long places = counts.stream().filter(each -> !each.defect().isEmpty()).count();
    return text.append(
            "SUMMARY: Freestore: %s at %s%s"
                .formatted(
                    counted(counts.stream().mapToLong(MisuseCount::count).sum(), "misuse"),
                    counted(places, "place"),
                    places < counts.size() ? " and others" : ""))
        .toString();
  }

  private static String counted(long count, String what) {
    return "%,d %s%s".formatted(count, what, count == 1 ? "" : "s");
  }

  private static String words(MisuseCount misuse) {
    if (misuse.defect().isEmpty()) {
      return "others";
    }
    String of = misuse.typeName().isEmpty() ? "" : " of " + misuse.typeName();
    return misuse.defect() + of + " at " + misuse.site();
  }
}
