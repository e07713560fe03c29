// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty;

import io.netty.util.IllegalReferenceCountException;
import java.lang.StackWalker.StackFrame;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Words and exceptions for buffers that are used against the rules. All of it is cold.
final class Misuse {
  /// The name of the global store, whose options are system properties.
  private static final String GLOBAL = "global";

  private static final StackWalker WALKER = StackWalker.getInstance();

  private Misuse() {}

  /// Answers the question how often a released buffer is held: not at all. But where Netty asks in
  /// order to guard an access, what it would throw says nothing but "refCnt: 0"; so the answer to
  /// such a question is a report.
  ///
  /// @return 0
  /// @throws UseAfterReleaseException if an access is to be guarded
  static int countOfReleased(
      FreeStoreByteBufAllocator allocator,
      boolean direct,
      int capacity,
      @Nullable History history) {
    if (guardsAnAccess()) {
      throw useAfterRelease(allocator, direct, capacity, history);
    }
    return 0;
  }

  /// The frames are: this class and the buffer's `refCnt`, any number of `isAccessible` of wrappers
  /// and slices, and then who asks.
  private static boolean guardsAnAccess() {
    Predicate<StackFrame> asksOnBehalf =
        frame ->
            frame.getClassName().equals(Misuse.class.getName())
                || frame.getMethodName().equals("refCnt")
                || frame.getMethodName().startsWith("isAccessible");
    Optional<StackFrame> asking = WALKER.walk(stack -> stack.dropWhile(asksOnBehalf).findFirst());
    return asking
        .filter(frame -> frame.getMethodName().equals("ensureAccessible"))
        .filter(frame -> frame.getClassName().startsWith("io.netty.buffer."))
        .isPresent();
  }

  static UseAfterReleaseException useAfterRelease(
      FreeStoreByteBufAllocator allocator,
      boolean direct,
      int capacity,
      @Nullable History history) {
    return new UseAfterReleaseException(
        report("use-after-release", "used", allocator, words(direct, capacity), history));
  }

  static DoubleReleaseException doubleRelease(
      FreeStoreByteBufAllocator allocator,
      boolean direct,
      int capacity,
      @Nullable History history) {
    return new DoubleReleaseException(
        report("double-release", "released again", allocator, words(direct, capacity), history));
  }

  static IllegalReferenceCountException tooManyReleases(int count, int decrement) {
    return new IllegalReferenceCountException(count, -decrement);
  }

  static IllegalReferenceCountException tooManyRetains(int count, int increment) {
    return new IllegalReferenceCountException(count, increment);
  }

  static String words(boolean direct, int capacity) {
    return (direct ? "direct" : "heap") + " buffer of " + capacity + " bytes";
  }

  private static String report(
      String defect,
      String verb,
      FreeStoreByteBufAllocator allocator,
      String what,
      @Nullable History history) {
    History.Site here = History.Site.here();
    String at = here.frames().isEmpty() ? "" : " at " + here.frames().getFirst();
    String store = allocator.store().name();
    return defect
        + ": "
        + what
        + " store="
        + store
        + "\n"
        + verb
        + " by thread "
        + here.threadName()
        + at
        + "\n"
        + past(allocator, history)
        + "SUMMARY: Freestore: "
        + defect
        + " of "
        + what
        + at;
  }

  private static String past(FreeStoreByteBufAllocator allocator, @Nullable History history) {
    if (history == null) {
      return "released and allocated by: " + notRecorded(allocator.store().name());
    }
    History.Site released = history.released();
    return (released == null ? "" : lines("released", released))
        + lines("allocated", history.allocated);
  }

  /// Returns the rest of a line that says how to learn more.
  static String notRecorded(String storeName) {
    String how =
        storeName.equals(GLOBAL)
            ? "-Dfreestore.protection=sites"
            : "FreeStoreOptions.withProtection(Protection.SITES)";
    return "not recorded; " + how + " records it\n";
  }

  /// Returns the lines that say who did something and where.
  static String lines(String what, History.Site site) {
    StringBuilder text = new StringBuilder(what);
    text.append(" by thread ").append(site.threadName()).append(" here:\n");
    site.frames().forEach(frame -> text.append("    at ").append(frame).append('\n'));
    return text.toString();
  }
}
