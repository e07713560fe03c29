// SPDX-License-Identifier: Apache-2.0
package org.freestore.protection;

import java.util.List;
import java.util.stream.Collectors;

/// Where something happened: a thread and the innermost frames outside Freestore and the [Adapters]
/// through which it was called.
///
/// Outside are also the classes of programs that merely live below the same package name; inside
/// are those that the annotation processor writes.
///
/// @param threadName the thread's name at that moment
/// @param threadId the thread's identifier
/// @param atMillis when it was, in milliseconds since the epoch
/// @param frames innermost first; sites with the same frames share them
public record Site(
    String threadName, long threadId, long atMillis, List<StackTraceElement> frames) {
  /// The system property that says how many frames are kept at most. Fewer take less time.
  public static final String FRAMES_PROPERTY = "freestore.siteFrames";

  private static final StackTraceElement UNKNOWN =
      new StackTraceElement("(unknown)", "(unknown)", null, -1);

  /// Returns whether the property may have a value: a number from 1 to 1000.
  public static boolean isFrameCount(String value) {
    return value.matches("[1-9][0-9]{0,2}|1000");
  }

  /// Returns the place from which Freestore was called.
  public static Site here() {
    Thread thread = Thread.currentThread();
    return new Site(
        thread.getName(), thread.threadId(), System.currentTimeMillis(), CallStack.here().frames());
  }

  /// Returns the innermost frame.
  public StackTraceElement top() {
    return frames.isEmpty() ? UNKNOWN : frames.getFirst();
  }

  /// Writes a frame without what it was loaded by.
  public static String words(StackTraceElement frame) {
    String text = frame.toString();
    return text.substring(text.indexOf(frame.getClassName()));
  }

  /// Returns the lines of a report.
  String describe(String what) {
    return what
        + " by thread "
        + threadName
        + " here:\n"
        + frames.stream()
            .map(frame -> "    at " + words(frame) + "\n")
            .collect(Collectors.joining());
  }
}
