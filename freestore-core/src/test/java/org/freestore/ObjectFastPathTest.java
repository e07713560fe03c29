// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;

import org.freestore.fixture.CarStruct;
import org.freestore.fixture.Spot;
import org.freestore.fixture.SpotStruct;
import org.freestore.heap.ObjectFastPath;
import org.freestore.memory.Memory;
import org.freestore.object.Header;
import org.freestore.object.Reference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the fast paths of objects do, and that they change nothing where they decline.
class ObjectFastPathTest {
  private static final long LIVE = SpotStruct.TYPE.liveHeader();
  private static final int DELETES_PER_TICK = 512;

  private final FreeStore store = FreeStore.open();
  private final Spot spot = SpotStruct.createIn(store);
  private final long reference = ((StoreObject) spot).reference();

  @AfterEach
  void verifyAndClose() {
    store.verify();
    store.close();
  }

  private long key() {
    return store.keyBase() + Thread.currentThread().threadId();
  }

  private void assertDeclines(long reference, long live) {
    long header = Reference.header(reference);
    long cached = store.statistics().cachedBytes();
    assertThat(ObjectFastPath.delete(reference, live)).isFalse();
    assertThat(Reference.header(reference)).isEqualTo(header);
    assertThat(store.statistics().cachedBytes()).isEqualTo(cached);
  }

  /// Runs something while the object's header is another.
  private void withHeader(long header, Runnable action) {
    long address = Reference.address(reference);
    long before = Memory.getLong(address);
    Memory.putLong(address, header);
    action.run();
    Memory.putLong(address, before);
  }

  @Test
  void aDeleteMakesTheReferenceStaleAndTheBlockTheNextObjects() {
    assertThat(ObjectFastPath.delete(reference, LIVE)).isTrue();
    assertThat(Reference.isStale(reference)).isTrue();
    assertThat(ObjectFastPath.create(key(), LIVE)).isEqualTo(reference + Reference.ONE_GENERATION);
  }

  @Test
  void aSecondDeleteIsDeclined() {
    ObjectFastPath.delete(reference, LIVE);
    assertDeclines(reference, LIVE);
  }

  @Test
  void aDeleteOfAnotherTypeIsDeclined() {
    assertDeclines(reference, CarStruct.TYPE.liveHeader());
  }

  @Test
  void whateverIsNotAPlainLiveObjectIsDeclined() {
    long header = Reference.header(reference);
    withHeader(Header.withState(header, Header.DESTROYING), () -> assertDeclines(reference, LIVE));
    withHeader(header | Header.VIEWED, () -> assertDeclines(reference, LIVE));
    withHeader(header | Header.COUNTED, () -> assertDeclines(reference, LIVE));
  }

  @Test
  void theLastGenerationIsDeclined() {
    long last = reference | Reference.GENERATION_MASK;
    withHeader(
        (last & Reference.GENERATION_MASK) | LIVE,
        () -> assertThat(ObjectFastPath.delete(last, LIVE)).isFalse());
  }

  @Test
  void nullAndReferencesToNothingAreDeclined() {
    assertThat(ObjectFastPath.delete(0, LIVE)).isFalse();
    assertThat(ObjectFastPath.delete(-1, LIVE)).isFalse();
  }

  @Test
  void anotherThreadsDeleteIsDeclined() throws Exception {
    OtherThread.run(() -> assertThat(ObjectFastPath.delete(reference, LIVE)).isFalse());
    assertThat(Reference.isStale(reference)).isFalse();
  }

  @Test
  void aCreateWithAnotherThreadsKeyIsDeclined() {
    assertThat(ObjectFastPath.create(key() + 1, LIVE)).isZero();
  }

  @Test
  void aCreateFromAnEmptyMagazineIsDeclined() {
    int created = 0;
    while (ObjectFastPath.create(key(), LIVE) != 0) {
      created++;
    }
    assertThat(created).isLessThan(1 << 12);
    assertThat(store.statistics().cachedBytes()).isZero();
  }

  @Test
  void nowAndThenADeleteIsDeclinedThatTheClockBeLookedAt() {
    int declined = 0;
    long object = reference;
    for (int i = 0; i < 4 * DELETES_PER_TICK; i++) {
      if (!ObjectFastPath.delete(object, LIVE)) {
        declined++;
        FreeStore.delete(SpotStruct.TYPE.flyweight(object, Reference.address(object) + 8));
      }
      object = ((StoreObject) SpotStruct.createIn(store)).reference();
    }
    assertThat(declined).isBetween(1, 8);
  }
}
