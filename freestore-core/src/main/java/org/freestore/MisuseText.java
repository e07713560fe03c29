// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.util.List;
import org.freestore.MisuseReport.Access;
import org.freestore.MisuseReport.Block;
import org.freestore.MisuseReport.Subject;
import org.freestore.MisuseReport.Trace;
import org.freestore.object.Reference;
import org.freestore.protection.Site;
import org.jspecify.annotations.Nullable;

/// Writes a [MisuseReport] for people, in AddressSanitizer's order: what, the access, where,
/// deleted by, created by, the block since, its neighbours, and a summary.
final class MisuseText {
  private final MisuseReport report;
  private final StringBuilder text = new StringBuilder(1024);

  private MisuseText(MisuseReport report) {
    this.report = report;
  }

  static String of(MisuseReport report) {
    MisuseText text = new MisuseText(report);
    text.line(headline(report));
    text.access();
    Subject subject = report.subject();
    if (subject != null) {
      text.place(subject);
      text.trace(subject.ended());
      text.trace(subject.created());
    }
    text.text.append(report.history());
    if (subject != null) {
      text.blockSince(subject);
    }
    text.neighbourhood();
    text.text.append(summary(report));
    return text.text.toString();
  }

  static String headline(MisuseReport report) {
    return report.defect().word() + detail(report) + facts(report);
  }

  private static String detail(MisuseReport report) {
    return report.detail().isEmpty() ? "" : " (" + report.detail() + ")";
  }

  private static String facts(MisuseReport report) {
    Subject subject = report.subject();
    StringBuilder facts = new StringBuilder();
    if (subject != null) {
      facts.append(": ").append(subject.words());
    }
    if (report.address() != 0) {
      facts.append(subject == null ? ": " : " ").append("address=").append(hex(report.address()));
    }
    if (!report.storeName().isEmpty()) {
      facts.append(" store=").append(report.storeName());
    }
    return facts.toString();
  }

  static String summary(MisuseReport report) {
    Subject subject = report.subject();
    return "SUMMARY: Freestore: "
        + report.defect().word()
        + (subject == null ? detail(report) : " " + subject.words())
        + " at "
        + Site.words(report.site());
  }

  static String hex(long address) {
    return "0x" + Long.toHexString(address);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private void access() {
    Access access = report.access();
    line(
        (access == null ? "" : accessed(access))
            + "by thread "
            + report.threadName()
            + " at "
            + Site.words(report.site()));
  }

  private String accessed(Access access) {
    return (access.write() ? "WRITE" : "READ")
        + (access.byteSize() == 0 ? "" : " of " + bytes(access.byteSize()))
        + " at "
        + hex(report.address())
        + " ";
  }

  static String bytes(long count) {
    return count == 1 ? "1 byte" : count + " bytes";
  }

  private void place(Subject subject) {
    if (subject.byteSize() < 0) {
      line(
          hex(report.address())
              + " is in "
              + article(subject)
              + subject.kind().words()
              + ofType(subject.typeName()));
      return;
    }
    long end = subject.address() + subject.byteSize();
    line(
        hex(report.address())
            + " is "
            + distance(report.address(), subject.address(), end)
            + " "
            + subject.byteSize()
            + "-byte "
            + subject.kind().words()
            + ofType(subject.typeName())
            + (subject.arrayLength() < 0 ? "" : " and length " + subject.arrayLength())
            + " ["
            + hex(subject.address())
            + ","
            + hex(end)
            + ")"
            + property(subject.path()));
  }

  private static String ofType(String typeName) {
    return typeName.isEmpty() ? "" : " of type " + typeName;
  }

  private static String distance(long address, long start, long end) {
    if (address < start) {
      return bytes(start - address) + " before";
    }
    return address < end || start == end
        ? bytes(address - start) + " inside of"
        : bytes(address - end) + " after";
  }

  private static String property(String path) {
    return path.isEmpty() ? "" : ", " + (path.startsWith("[") ? "element " : "property ") + path;
  }

  private static String article(Subject subject) {
    return "aeio".indexOf(subject.kind().words().charAt(0)) >= 0 ? "an " : "a ";
  }

  /// Returns the line that says why it is not known who did something, and what to do to know it
  /// next time.
  ///
  /// @param what was done
  /// @param recorded whether the store records it, and has forgotten
  static String unknown(String what, String storeName, boolean recorded) {
    return what
        + " by: "
        + (recorded
            ? "not remembered any more"
            : "not recorded; " + option(storeName) + " records it")
        + "\n";
  }

  private static String option(String storeName) {
    String ofGlobal = "-D" + GlobalOptions.PROTECTION + "=sites";
    String ofOthers = "FreeStoreOptions.withProtection(Protection.SITES)";
    if (storeName.isEmpty()) {
      return ofOthers + " or, for the global store, " + ofGlobal;
    }
    return storeName.equals(GlobalOptions.NAME) ? ofGlobal : ofOthers;
  }

  private void trace(@Nullable Trace trace) {
    if (trace != null) {
      line(trace.what() + " by thread " + trace.threadName() + " here:");
      trace.frames().forEach(frame -> line("    at " + Site.words(frame)));
    }
  }

  private void blockSince(Subject subject) {
    if (subject.generation() < 0) {
      return;
    }
    line("generation " + subject.generation() + reused(subject));
    Block occupant = report.occupant();
    if (occupant != null) {
      line("now there: " + words(occupant));
    }
  }

  private static String reused(Subject subject) {
    long times = subject.reused();
    if (times < 0) {
      return "";
    }
    if (times == 0) {
      return "; its block was not reused since";
    }
    return "; its block was reused "
        + (subject.reusedExactly() ? "" : "at most ")
        + (times == 1 ? "once" : times + " times")
        + " since"
        + (subject.reusedExactly() ? "" : ", its pages having gone back to the system meanwhile");
  }

  private static String words(Block block) {
    return block.state()
        + (block.kind() == ObjectKind.RAW
            ? ""
            : (block.state().equals("live") ? " " : ", was ")
                + block.kind().words()
                + ofType(block.typeName())
                + ", generation "
                + block.generation());
  }

  private void neighbourhood() {
    List<Block> blocks = report.neighbourhood();
    if (blocks.isEmpty()) {
      return;
    }
    line("neighbourhood, blocks of " + blocks.getFirst().byteSize() + " bytes:");
    Subject subject = report.subject();
    long at = subject == null ? report.address() : blockAddress(subject);
    for (Block block : blocks) {
      boolean here = at >= block.address() && at < block.address() + block.byteSize();
      line((here ? "=> " : "   ") + hex(block.address()) + "  " + words(block));
    }
  }

  private static long blockAddress(Subject subject) {
    return Reference.address(subject.reference());
  }
}
