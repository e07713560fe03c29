// SPDX-License-Identifier: Apache-2.0
package org.freestore.protection;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
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
/// @param frames innermost first
public record Site(
    String threadName, long threadId, long atMillis, List<StackTraceElement> frames) {
  private static final int MOST_FRAMES = 16;
  private static final String OWN_PACKAGE = "org.freestore";
  private static final String FLYWEIGHT = "org.freestore.StructObject";
  private static final StackWalker WALKER = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);
  private static final StackTraceElement UNKNOWN =
      new StackTraceElement("(unknown)", "(unknown)", null, -1);

  private static final ClassValue<Boolean> OWN =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return isFlyweight(type) || isOfCore(type);
        }
      };

  /// Returns the place from which Freestore was called.
  public static Site here() {
    Thread thread = Thread.currentThread();
    return new Site(
        thread.getName(),
        thread.threadId(),
        System.currentTimeMillis(),
        WALKER.walk(stack ->
            stack
                .dropWhile(frame -> isInside(frame.getDeclaringClass()))
                .limit(MOST_FRAMES)
                .map(StackFrame::toStackTraceElement)
                .toList()));
  }

  /// Returns the innermost frame.
  public StackTraceElement top() {
    return frames.isEmpty() ? UNKNOWN : frames.getFirst();
  }

  private static boolean isInside(Class<?> type) {
    return OWN.get(type) || Adapters.contain(type);
  }

  private static boolean isFlyweight(Class<?> type) {
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      if (at.getName().equals(FLYWEIGHT)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfCore(Class<?> type) {
    String name = type.getPackageName();
    return (name.equals(OWN_PACKAGE) || name.startsWith(OWN_PACKAGE + "."))
        && Origin.of(type).equals(Core.ORIGIN);
  }

  /// Found at the first need.
  private static final class Core {
    static final String ORIGIN = Origin.of(Site.class);
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
