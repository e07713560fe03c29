// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.freestore.object.Reference;

/// Reports of misuse in a form that is the same in every run: addresses count from the block of an
/// object, generations from that object's, and of each stack the first frame is left, without its
/// line.
final class ReportText {
  private static final Pattern ADDRESS = Pattern.compile("0x([0-9a-f]+)");
  private static final Pattern GENERATION = Pattern.compile("generation (\\d+)");
  private static final Pattern LINE = Pattern.compile("(\\w+\\.java):\\d+");
  private static final Pattern LAMBDA = Pattern.compile("lambda\\$(\\w+)\\$\\d+");
  private static final Pattern OTHER_FRAMES = Pattern.compile("(?m)(^    at .*\n)(    at .*\n)+");
  private static final long NEAR = 1 << 16;

  private ReportText() {}

  static <E extends MisuseException> E caught(Class<E> type, Runnable misuse) {
    E caught = Objects.requireNonNull(catchThrowableOfType(type, misuse::run));
    if (caught.getClass() != type) {
      throw new AssertionError("another type", caught);
    }
    return caught;
  }

  /// Returns the report of an exception, with addresses and generations from those of `from` on.
  static String of(MisuseException misuse, Object from) {
    long reference = ((StoreObject) from).reference();
    return of(
        Objects.requireNonNull(misuse.getMessage()),
        Reference.address(reference),
        Reference.generation(reference));
  }

  static String of(String text, long base, long generation) {
    String addresses = ADDRESS.matcher(text).replaceAll(match -> address(match.group(1), base));
    String generations =
        GENERATION
            .matcher(addresses)
            .replaceAll(match -> "generation " + (Long.parseLong(match.group(1)) - generation + 1));
    String lines = LINE.matcher(generations).replaceAll("$1");
    String lambdas = LAMBDA.matcher(lines).replaceAll("$1");
    return OTHER_FRAMES.matcher(lambdas).replaceAll("$1");
  }

  /// Returns a report as it is in every run, whatever was in the process before: addresses count
  /// from the block in question, generations from the first one; bounds are not told, nor
  /// neighbours that are not in use; nor any where the store is everybody's.
  static String ofExample(String text) {
    String own = own(text).replaceAll("at most (once|\\d+ times)", "at most n times");
    boolean global = own.lines().findFirst().orElse("").endsWith("store=global");
    String alone =
        own.replaceAll("(?m)^   0x\\w+  " + (global ? "" : "(unused|retired)") + ".*\n", "");
    return of(alone, base(alone), firstGeneration(alone));
  }

  /// Returns the block that the arrow points to or, where no blocks are shown, the lowest address
  /// near the headline's.
  private static long base(String text) {
    Matcher block = Pattern.compile("(?m)^=> 0x(\\w+)").matcher(text);
    if (block.find()) {
      return Long.parseUnsignedLong(block.group(1), 16);
    }
    long[] addresses =
        ADDRESS
            .matcher(text)
            .results()
            .mapToLong(match -> Long.parseUnsignedLong(match.group(1), 16))
            .toArray();
    long first = addresses.length == 0 ? 0 : addresses[0];
    return LongStream.of(addresses).filter(a -> Math.abs(a - first) < NEAR).min().orElse(0);
  }

  private static long firstGeneration(String text) {
    Matcher first = GENERATION.matcher(text);
    return first.find() ? Long.parseLong(first.group(1)) : 1;
  }

  /// Returns a report without the frames of those who ran the example, and of their tools.
  static String own(String text) {
    return text.replaceAll("(?m)^    at (?!org\\.freestore\\.MisuseExamples\\.(?!run)).*\n", "");
  }

  private static String address(String hex, long base) {
    long offset = Long.parseUnsignedLong(hex, 16) - base;
    boolean near = Math.abs(offset) < NEAR;
    return Matcher.quoteReplacement(near ? String.format("base%+d", offset) : "elsewhere");
  }
}
