// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.kernel;

import java.util.Arrays;
import org.freestore.Defect;
import org.freestore.DoubleDeleteException;
import org.freestore.FreeStoreException;
import org.freestore.InvalidDeleteException;
import org.freestore.MismatchedDeleteException;
import org.freestore.MisuseException;
import org.freestore.UseAfterDeleteException;
import org.jspecify.annotations.Nullable;

/// What a report says: the type of the exception, and the word in its first and its last line.
public enum Finding {
  /// Listed by `leaks()`; no exception.
  LEAK(null, null),
  USE_AFTER_DELETE(UseAfterDeleteException.class, Defect.USE_AFTER_DELETE),
  DOUBLE_DELETE(DoubleDeleteException.class, Defect.DOUBLE_DELETE),
  DOUBLE_FREE(DoubleDeleteException.class, Defect.DOUBLE_FREE),
  INVALID_DELETE(InvalidDeleteException.class, Defect.INVALID_DELETE),
  BAD_FREE(InvalidDeleteException.class, Defect.BAD_FREE),
  MISMATCHED_DELETE(MismatchedDeleteException.class, Defect.MISMATCHED_DELETE),

  /// A report that no case is about, or whose parts contradict each other.
  OTHER(null, null);

  private final @Nullable Class<? extends MisuseException> type;
  private final @Nullable Defect defect;

  Finding(@Nullable Class<? extends MisuseException> type, @Nullable Defect defect) {
    this.type = type;
    this.defect = defect;
  }

  /// Returns what an exception says. Its exact class counts, not one that it extends.
  public static Finding of(FreeStoreException exception) {
    return exception instanceof MisuseException misuse
        ? Arrays.stream(values()).filter(kind -> kind.isSaidBy(misuse)).findFirst().orElse(OTHER)
        : OTHER;
  }

  private boolean isSaidBy(MisuseException misuse) {
    return defect != null
        && misuse.getClass() == type
        && misuse.report().defect() == defect
        && misuse.report().headline().startsWith(defect.word())
        && misuse.summary().contains(": " + defect.word());
  }
}
