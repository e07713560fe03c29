// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.leak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.freestore.diagnostics.snapshot.Grouping;
import org.freestore.diagnostics.snapshot.Groups;
import org.freestore.diagnostics.snapshot.Groups.Line;
import org.freestore.diagnostics.snapshot.Snapshot;

/// What is live, by type and site, as a heap profile of jemalloc's `heap_v2` form, with the names
/// of the frames in front, as `jeprof --raw` writes them: `jeprof --text file`, `jeprof --svg
/// file`.
///
/// Frames of Java have no addresses: each gets a number for one. Viewers take a caller's address
/// for that behind the call and look one below, so that each frame has two. Counts are not to be
/// scaled any more; the period says so: 1.
public final class JemallocProfile {
  private static final int FRAME_BYTES = 16;
  private static final String HEAD = "heap_v2/1\n";

  private JemallocProfile() {}

  /// Writes a snapshot.
  ///
  /// @throws UncheckedIOException if writing fails
  public static void write(Snapshot snapshot, Writer out) {
    List<Line> lines = Groups.of(snapshot, Grouping.SITE);
    ProfileFrames frames = new ProfileFrames();
    List<String> stacks = new ArrayList<>();
    lines.forEach(line -> stacks.add(stack(frames.of(line))));
    try {
      writeSymbols(snapshot, frames, out);
      out.write("--- heap\n" + HEAD);
      out.write(counts(count(lines), byteSize(lines)));
      for (int i = 0; i < stacks.size(); i++) {
        out.write(stacks.get(i));
        out.write(counts(lines.get(i).count(), lines.get(i).byteSize()));
      }
      out.write("\nMAPPED_LIBRARIES:\n");
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("profile cannot be written", e);
    }
  }

  private static void writeSymbols(Snapshot snapshot, ProfileFrames frames, Writer out)
      throws IOException {
    out.write("--- symbol\nbinary=" + snapshot.origin().program() + "\n");
    List<String> names = frames.all();
    for (int i = 0; i < names.size(); i++) {
      out.write(hex(address(i) - 1) + " " + names.get(i) + "\n");
      out.write(hex(address(i)) + " " + names.get(i) + "\n");
    }
    out.write("---\n");
  }

  private static long address(int frame) {
    return (frame + 1L) * FRAME_BYTES;
  }

  private static String hex(long address) {
    return String.format("0x%016x", address);
  }

  private static String stack(List<Integer> frames) {
    return frames.stream()
        .map(frame -> hex(address(frame)))
        .collect(Collectors.joining(" ", "@ ", "\n"));
  }

  /// All threads, and the one that stands for all.
  private static String counts(long count, long byteSize) {
    String numbers = count + ": " + byteSize + " [0: 0]\n";
    return "  t*: " + numbers + "  t0: " + numbers;
  }

  private static long count(List<Line> lines) {
    return lines.stream().mapToLong(Line::count).sum();
  }

  private static long byteSize(List<Line> lines) {
    return lines.stream().mapToLong(Line::byteSize).sum();
  }
}
