// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.io.Serial;
import java.util.Arrays;

/// A misuse of memory: what C++ leaves undefined, found before it did anything. Nothing was
/// changed.
///
/// The message is the report: a headline, then what is known, line by line, and a last line that
/// can be searched for; `docs/misuse-reports.md` explains each. [#report()] has the same facts for
/// programs. The stack begins with the program's own frame that did it, not with Freestore's.
public abstract sealed class MisuseException extends FreeStoreException
    permits InvalidDeleteException,
        UseAfterDeleteException,
        TypeMismatchException,
        UninitializedReadException,
        PureVirtualCallException,
        ExpiredWeakException {
  @Serial private static final long serialVersionUID = 1;

  private final MisuseReport report;

  MisuseException(MisuseReport report) {
    super(report.text());
    this.report = report;
    beginAt(report.site());
    Stores.tell(listener -> listener.misused(report));
  }

  private void beginAt(StackTraceElement site) {
    StackTraceElement[] stack = getStackTrace();
    for (int i = 1; i < stack.length; i++) {
      if (stack[i].equals(site)) {
        setStackTrace(Arrays.copyOfRange(stack, i, stack.length));
        return;
      }
    }
  }

  /// Returns the facts.
  public final MisuseReport report() {
    return report;
  }

  /// Returns the last line of the message, which names the defect, the object and the place in one.
  public final String summary() {
    return report.summary();
  }
}
