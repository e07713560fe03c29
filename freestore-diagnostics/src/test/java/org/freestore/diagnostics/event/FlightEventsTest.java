// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.ValueDescriptor;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.freestore.DoubleDeleteException;
import org.freestore.FreeStore;
import org.freestore.FreeStoreOptions;
import org.freestore.FreeStoreStatistics;
import org.freestore.IntArray;
import org.freestore.OutOfFreeStoreException;
import org.freestore.SizeClassStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The events, read back from a recording.
class FlightEventsTest {
  private static final String PREFIX = "org.freestore.";

  @TempDir private Path directory;

  private static FreeStoreOptions named(String name) {
    return FreeStoreOptions.defaults().withName(name);
  }

  /// Records while something is done, and returns the events of one name about one store.
  private List<RecordedEvent> record(String name, String storeName, Runnable done)
      throws IOException {
    return record(name, done).stream()
        .filter(event -> event.getString("storeName").equals(storeName))
        .toList();
  }

  private List<RecordedEvent> record(String name, Runnable done) throws IOException {
    assertThat(FreeStore.global().name()).isEqualTo("global"); // Loads the listener.
    try (Recording recording = new Recording()) {
      recording.enable(PREFIX + name);
      recording.start();
      done.run();
      recording.stop();
      Path file = directory.resolve("recording.jfr");
      recording.dump(file);
      return RecordingFile.readAllEvents(file).stream()
          .filter(event -> event.getEventType().getName().equals(PREFIX + name))
          .toList();
    }
  }

  @Test
  void refillsAreRecordedAndAddUpToTheCounts() throws IOException {
    StoreActivity before = EventCounts.ofProcess().activity("refilled");
    List<RecordedEvent> events =
        record(
            "Refill",
            "refilled",
            () -> {
              try (FreeStore store = FreeStore.open(named("refilled"))) {
                for (int i = 0; i < 20_000; i++) {
                  store.malloc(100);
                }
              }
            });
    StoreActivity after = EventCounts.ofProcess().activity("refilled");
    assertThat(events).hasSize((int) (after.refills() - before.refills()));
    assertThat(events.stream().mapToInt(event -> event.getInt("blocks")).sum())
        .isEqualTo((int) (after.refilledBlocks() - before.refilledBlocks()))
        .isGreaterThanOrEqualTo(20_000);
    assertThat(
            events.stream()
                .mapToLong(event -> event.getInt("blocks") * event.getLong("blockBytes"))
                .sum())
        .isEqualTo(after.refilledBytes() - before.refilledBytes());
    assertThat(events).noneMatch(event -> event.getBoolean("objects"));
  }

  @Test
  void leaksAreWantedWhileARecordingHasThem() throws IOException {
    record("Leak", () -> assertThat(new FlightEvents().wantsLeaks()).isTrue());
    assertThat(new FlightEvents().wantsLeaks()).isFalse();
  }

  @Test
  void purgesAddUpToWhatTheStatisticsSay() throws IOException {
    long[] purgedBytes = new long[1];
    List<RecordedEvent> events =
        record(
            "Purge",
            () -> {
              try (FreeStore store = FreeStore.open(named("purged"))) {
                purgedBytes[0] = store.statistics().purgedBytes();
                long block = store.malloc(10 << 20);
                store.free(block);
                store.trim();
                purgedBytes[0] = store.statistics().purgedBytes() - purgedBytes[0];
              }
            });
    long recordedBytes = events.stream().mapToLong(event -> event.getLong("byteSize")).sum();
    assertThat(recordedBytes).isGreaterThanOrEqualTo(purgedBytes[0]);
    assertThat(purgedBytes[0]).isGreaterThanOrEqualTo(10 << 20);
    assertThat(events).allMatch(event -> event.getLong("nanos") >= 0);
  }

  @Test
  void aThreadThatTakesSlabsOverIsRecorded() throws IOException {
    List<RecordedEvent> events =
        record(
            "Adoption",
            "adopted",
            () -> {
              try (FreeStore store = FreeStore.open(named("adopted"))) {
                allocate(store, 1);
                inThread(() -> allocate(store, 300));
                allocateUntilSlabsAreAdopted(store);
              }
            });
    assertThat(events)
        .isNotEmpty()
        .allMatch(event -> event.getInt("slabs") > 0 && event.getLong("blockBytes") > 0);
  }

  private static void allocate(FreeStore store, int blocks) {
    for (int i = 0; i < blocks; i++) {
      store.malloc(100);
    }
  }

  private static void allocateUntilSlabsAreAdopted(FreeStore store) {
    for (int i = 0;
        i < 1_000_000 && EventCounts.ofProcess().activity(store.name()).adoptedSlabs() == 0;
        i++) {
      store.malloc(100);
    }
  }

  private static void inThread(Runnable work) {
    Thread thread = Thread.ofPlatform().start(work);
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aLimitThatIsReachedIsRecorded() throws IOException {
    List<RecordedEvent> events =
        record(
            "LimitReached",
            "limited",
            () -> {
              try (FreeStore store = FreeStore.open(named("limited").withLimitBytes(1 << 20))) {
                assertThatExceptionOfType(OutOfFreeStoreException.class)
                    .isThrownBy(() -> store.malloc(2 << 20));
              }
            });
    RecordedEvent event = events.getLast();
    assertThat(event.getLong("byteSize")).isGreaterThanOrEqualTo(2 << 20);
    assertThat(event.getLong("limitBytes")).isEqualTo(1 << 20);
    assertThat(methods(event)).contains("aLimitThatIsReachedIsRecorded");
  }

  private static String methods(RecordedEvent event) {
    return event.getStackTrace().getFrames().stream()
        .map(RecordedFrame::getMethod)
        .map(method -> method.getType().getName() + "." + method.getName())
        .toList()
        .toString();
  }

  @Test
  void sampledAllocationsHaveTheStackOfTheProgram() throws IOException {
    List<RecordedEvent> events =
        record(
            "AllocationSample",
            "sampled",
            () -> {
              try (FreeStore store = FreeStore.open(named("sampled").withSamplingBytes(64 << 10))) {
                for (int i = 0; i < 20_000; i++) {
                  IntArray.createIn(store, 100);
                }
              }
            });
    assertThat(events).hasSizeBetween(20, 1_000);
    for (RecordedEvent event : events) {
      assertThat(event.getString("typeName")).isEqualTo("int");
      assertThat(event.getString("site")).contains("FlightEventsTest");
      assertThat(event.getLong("byteSize")).isGreaterThanOrEqualTo(400);
      assertThat(event.getLong("weight")).isGreaterThanOrEqualTo(64 << 10);
      assertThat(methods(event)).contains("sampledAllocationsHaveTheStackOfTheProgram");
    }
  }

  @Test
  void aMisuseIsRecorded() throws IOException {
    long[] block = new long[1];
    List<RecordedEvent> events =
        record(
            "Misuse",
            "misused",
            () -> {
              try (FreeStore store = FreeStore.open(named("misused"))) {
                block[0] = store.malloc(100);
                store.free(block[0]);
                assertThatExceptionOfType(DoubleDeleteException.class)
                    .isThrownBy(() -> store.free(block[0]));
              }
            });
    RecordedEvent event = events.getFirst();
    assertThat(events).hasSize(1);
    assertThat(event.getString("defect")).isEqualTo("double-free");
    assertThat(event.getLong("address")).isEqualTo(block[0]);
    assertThat(event.getString("site")).contains("FlightEventsTest");
    assertThat(event.getString("headline")).contains("double-free");
  }

  @Test
  void aLeakIsRecordedWithItsType() throws IOException {
    List<RecordedEvent> events =
        record(
            "Leak",
            "leaky",
            () -> {
              try (FreeStore store = FreeStore.open(named("leaky"))) {
                for (int i = 0; i < 3; i++) {
                  IntArray.createIn(store, 100);
                }
              }
            });
    RecordedEvent event = events.getFirst();
    assertThat(events).hasSize(1);
    assertThat(event.getString("typeName")).isEqualTo("int");
    assertThat(event.getLong("count")).isEqualTo(3);
    assertThat(event.getLong("byteSize")).isEqualTo(1_200);
  }

  @Test
  void theFiguresOfEveryStoreAreRecordedAndAddUp() throws Exception {
    assertThat(FreeStore.global().name()).isEqualTo("global");
    try (FreeStore store = FreeStore.open(named("counted"));
        Recording recording = new Recording()) {
      allocate(store, 10_000);
      recording.enable(PREFIX + "StoreStatistics").withPeriod(Duration.ofMillis(100));
      recording.enable(PREFIX + "SizeClassStatistics").withPeriod(Duration.ofMillis(100));
      recording.start();
      Thread.sleep(1_500);
      recording.stop();
      Path file = directory.resolve("recording.jfr");
      recording.dump(file);
      assertFigures(RecordingFile.readAllEvents(file), store.statistics());
    }
  }

  private static void assertFigures(List<RecordedEvent> all, FreeStoreStatistics figures) {
    RecordedEvent event = last(all, "StoreStatistics", figures.name()).getLast();
    assertThat(event.getLong("inUseBytes")).isEqualTo(figures.inUseBytes());
    assertThat(event.getLong("liveBlocks")).isEqualTo(10_000);
    assertThat(event.getLong("heldBytes"))
        .isEqualTo(figures.heldBytes())
        .isEqualTo(
            event.getLong("inUseBytes")
                + event.getLong("cachedBytes")
                + event.getLong("remoteFreedBytes")
                + event.getLong("freeBytes")
                + event.getLong("tailBytes")
                + event.getLong("retiredBytes"));
    List<RecordedEvent> lines = last(all, "SizeClassStatistics", figures.name());
    for (SizeClassStatistics line : figures.sizeClasses()) {
      assertThat(lines)
          .anyMatch(each ->
              each.getLong("blockBytes") == line.blockBytes()
                  && each.getBoolean("objects") == line.objects()
                  && each.getLong("heldBytes") == line.heldBytes());
    }
  }

  private static List<RecordedEvent> last(List<RecordedEvent> all, String name, String store) {
    return all.stream()
        .filter(event -> event.getEventType().getName().equals(PREFIX + name))
        .filter(event -> event.getString("storeName").equals(store))
        .toList();
  }

  @Test
  void everyEventAndFieldHasWordsForPeople() {
    assertThat(FreeStore.global().name()).isEqualTo("global");
    List<EventType> types =
        FlightRecorder.getFlightRecorder().getEventTypes().stream()
            .filter(type -> type.getName().startsWith(PREFIX))
            .toList();
    assertThat(types)
        .extracting(EventType::getName)
        .contains(PREFIX + "StoreStatistics", PREFIX + "SizeClassStatistics");
    for (EventType type : types) {
      assertThat(type.getCategoryNames()).containsExactly("Freestore");
      assertThat(type.getLabel()).isNotNull();
      assertThat(type.getDescription()).isNotNull();
      for (ValueDescriptor field : type.getFields()) {
        assertThat(field.getLabel()).as(field.getName()).isNotNull();
        if (field.getName().endsWith("Bytes") || field.getName().equals("byteSize")) {
          assertThat(field.getContentType()).isEqualTo("jdk.jfr.DataAmount");
        }
      }
    }
  }
}
