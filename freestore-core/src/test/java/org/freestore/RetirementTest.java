// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.freestore.fixture.Spot;
import org.freestore.fixture.SpotStruct;
import org.freestore.object.Reference;
import org.freestore.region.Region;
import org.freestore.slab.SizeClasses;
import org.junit.jupiter.api.Test;

/// Blocks whose generations are used up: that they are found, counted and never used again, and
/// that a program does not notice.
class RetirementTest {
  /// Of what a program ever allocates, at most so much may be lost.
  private static final double MOST_LOST = 0.001;

  private static final long SPOT_BYTES = 24;

  @Test
  void aBlockIsRetiredAfterSixteenMillionObjectsAndCounted() {
    try (FreeStore store = FreeStore.open()) {
      Spot first = SpotStruct.createIn(store);
      FreeStore.delete(first);
      long objects = 2 * Reference.LAST_GENERATION;
      long retiredAt = 0;
      for (long i = 0; i < objects; i++) {
        FreeStore.delete(SpotStruct.createIn(store));
        if ((i & 0xf_ffff) == 0 && retiredAt == 0 && store.statistics().retiredBytes() > 0) {
          retiredAt = i;
        }
      }
      assertThat(retiredAt).isGreaterThanOrEqualTo(Reference.LAST_GENERATION - 1);
      assertThat(Figures.of(store).retiredBytes()).isBetween(SPOT_BYTES, 2 * SPOT_BYTES);
      assertThat(((StoreObject) first).isAlive()).isFalse();
      store.verify();
    }
  }

  /// A block is lost once it was 2^24 - 1 objects. A slab is lost, its addresses, not its memory,
  /// once any block of it was, if it is purged again and again; each purge costs at least one
  /// object, and moves all its blocks on by two generations.
  @Test
  void whateverAProgramDoesItLosesLessThanAThousandthOfWhatItAllocates() {
    for (int sizeClass = SizeClasses.COUNT; sizeClass < SizeClasses.TOTAL_COUNT; sizeClass++) {
      double purgesOfASlab = Reference.LAST_GENERATION / 2.0;
      double allocatedBytes = purgesOfASlab * SizeClasses.blockBytes(sizeClass);
      assertThat(Region.GRANULE_BYTES / allocatedBytes)
          .as("blockBytes=%d", SizeClasses.blockBytes(sizeClass))
          .isLessThanOrEqualTo(MOST_LOST);
    }
    assertThat(1.0 / Reference.LAST_GENERATION).isLessThan(MOST_LOST / 10_000);
  }

  /// A day of fifty million objects a second is 250,000 generations of a million blocks. With a
  /// limit of 100 generations a few seconds are a longer life than that.
  @Test
  void aLongChurnLosesABlockForEachHundredObjectsIfGenerationsEndAtAHundred() throws Exception {
    Map<String, Long> figures = run(100, "churn");
    long volume = figures.getOrDefault("volumeBytes", -1L);
    long retired = figures.getOrDefault("retiredBytes", -1L);
    assertThat(retired).isPositive().isLessThanOrEqualTo(volume / 100);
    assertThat(figures).containsEntry("repeatedReferences", 0L).containsEntry("staleAlive", 0L);
  }

  @Test
  void aSlabPurgedAgainAndAgainIsLostAfterHalfTheGenerationsAtTheEarliest() throws Exception {
    Map<String, Long> figures = run(100, "purge");
    long slabs = figures.getOrDefault("slabsUsedUp", -1L);
    assertThat(slabs).isPositive().isLessThanOrEqualTo(figures.getOrDefault("purges", -1L) / 49);
    assertThat(figures).containsEntry("repeatedReferences", 0L).containsEntry("staleAlive", 0L);
  }

  private static Map<String, Long> run(int lastGeneration, String play) throws Exception {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-D" + Reference.LAST_GENERATION_PROPERTY + "=" + lastGeneration,
                    "--class-path",
                    classesOf(FreeStore.class) + ":" + classesOf(ShortGenerations.class),
                    ShortGenerations.class.getName(),
                    play))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    Map<String, Long> figures = new HashMap<>();
    output.lines().map(line -> line.split("=")).forEach(f -> figures.put(f[0], Long.valueOf(f[1])));
    return figures;
  }

  private static String classesOf(Class<?> type) throws Exception {
    URI location = type.getProtectionDomain().getCodeSource().getLocation().toURI();
    return Path.of(location).toString();
  }
}
