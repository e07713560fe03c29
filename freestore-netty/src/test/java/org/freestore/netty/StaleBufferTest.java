// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.function.Consumer;
import org.freestore.FreeStore;
import org.freestore.FreeStoreOptions;
import org.freestore.Protection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("ReferenceEquality") // identity is what these tests are about
class StaleBufferTest {
  private final FreeStore store = FreeStore.open(FreeStoreOptions.defaults().withName("stale"));
  private final FreeStoreByteBufAllocator allocator = new FreeStoreByteBufAllocator(store);

  @AfterEach
  void closesItsStore() {
    store.close();
  }

  private ByteBuf buffer(boolean direct) {
    return direct ? allocator.directBuffer(64) : allocator.heapBuffer(64);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aReleasedBufferStaysReleasedHoweverOftenItsMemoryIsUsedAgain(boolean direct) {
    ByteBuf stale = buffer(direct);
    stale.release();
    for (int i = 0; i < 100_000; i++) {
      ByteBuf next = buffer(direct).writeLong(i);
      assertThat(next).isNotSameAs(stale);
      if (i % 1000 == 0) {
        assertThatThrownBy(() -> stale.setLong(0, 7)).isInstanceOf(UseAfterReleaseException.class);
        assertThatThrownBy(stale::release).isInstanceOf(DoubleReleaseException.class);
        assertThat(next.getLong(0)).isEqualTo(i);
        assertThat(next.refCnt()).isEqualTo(1);
      }
      next.release();
    }
    assertThat(stale.refCnt()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyWayIntoAReleasedBufferIsClosed(boolean direct) {
    ByteBuf stale = buffer(direct).writeZero(32);
    ByteBuf slice = stale.slice(8, 16);
    ByteBuf duplicate = stale.duplicate();
    stale.release();
    ByteBuf next = buffer(direct).writeZero(32);

    isClosed(stale, b -> b.getByte(0));
    isClosed(stale, b -> b.writeByte(1));
    isClosed(stale, ByteBuf::readLong);
    isClosed(stale, b -> b.setBytes(0, new byte[4]));
    isClosed(stale, b -> b.getBytes(0, Unpooled.buffer(4), 4));
    isClosed(stale, b -> b.capacity(128));
    isClosed(stale, b -> b.nioBuffer(0, 8));
    isClosed(stale, b -> b.internalNioBuffer(0, 8));
    isClosed(stale, direct ? ByteBuf::memoryAddress : ByteBuf::array);
    isClosed(stale, ByteBuf::copy);
    isClosed(stale, ByteBuf::retain);
    isClosed(slice, b -> b.setByte(0, 1));
    isClosed(duplicate, b -> b.setByte(0, 1));
    isClosed(slice, ByteBuf::retain);

    assertThat(ByteBufUtil.hexDump(next)).isEqualTo("00".repeat(32));
    next.release();
  }

  private static void isClosed(ByteBuf stale, Consumer<ByteBuf> use) {
    assertThatThrownBy(() -> use.accept(stale)).isInstanceOf(UseAfterReleaseException.class);
  }

  @Test
  void askingWhetherABufferIsReleasedIsNotAMisuse() {
    ByteBuf stale = buffer(true);
    stale.release();
    assertThat(stale.refCnt()).isZero();
    assertThat(ByteBufUtil.isAccessible(stale)).isFalse();
    assertThat(stale.toString()).contains("freed");
  }

  @Test
  void whatIsHeldTwiceIsReleasedTwice() {
    ByteBuf buffer = buffer(true);
    buffer.retain();
    assertThat(buffer.release()).isFalse();
    assertThat(buffer.writeByte(1).readByte()).isEqualTo((byte) 1);
    assertThat(buffer.release()).isTrue();
    assertThatThrownBy(buffer::release).isInstanceOf(DoubleReleaseException.class);
  }

  @Test
  void aReportSaysWhatWasUsedAndHowToLearnMore() {
    ByteBuf stale = buffer(true);
    stale.release();
    assertThatThrownBy(() -> stale.getByte(0))
        .hasMessageStartingWith(
            "use-after-release: direct buffer of 64 bytes store=stale\nused by thread ")
        .hasMessageContaining("at " + StaleBufferTest.class.getName())
        .hasMessageContaining("FreeStoreOptions.withProtection(Protection.SITES) records it")
        .message()
        .containsPattern(
            "SUMMARY: Freestore: use-after-release of direct buffer of 64 bytes at "
                + "org\\.freestore\\.netty\\.StaleBufferTest\\..*\\(StaleBufferTest\\.java:\\d+\\)$");
  }

  @Test
  void whereSitesAreRecordedAReportNamesThem() {
    try (FreeStore watched =
        FreeStore.open(FreeStoreOptions.defaults().withProtection(Protection.SITES))) {
      FreeStoreByteBufAllocator watching = new FreeStoreByteBufAllocator(watched);
      ByteBuf stale = allocatedHere(watching);
      releasedHere(stale);
      ByteBuf next = watching.directBuffer(64);
      next.release();
      for (boolean again : new boolean[] {false, true}) {
        assertThatThrownBy(() -> use(stale, again))
            .message()
            .containsSubsequence(
                again ? "double-release: " : "use-after-release: ",
                again ? "released again by thread " : "used by thread ",
                ".use(",
                "released by thread ",
                "    at org.freestore.netty.StaleBufferTest.releasedHere(",
                "allocated by thread ",
                "    at org.freestore.netty.StaleBufferTest.allocatedHere(",
                "SUMMARY: Freestore: ");
      }
    }
  }

  private static ByteBuf allocatedHere(FreeStoreByteBufAllocator allocator) {
    return allocator.directBuffer(64);
  }

  private static void releasedHere(ByteBuf buffer) {
    buffer.release();
  }

  private static void use(ByteBuf buffer, boolean release) {
    if (release) {
      buffer.release();
    } else {
      buffer.readByte();
    }
  }

  @Test
  void recycledBuffersAreRefusedUntilSoManyOthersWereReleased() {
    FreeStoreByteBufAllocator recycling = new FreeStoreByteBufAllocator(store, true, true);
    ByteBuf stale = recycling.directBuffer(64);
    stale.release();
    int others = 0;
    ByteBuf next = recycling.directBuffer(64);
    while (next != stale) {
      assertThatThrownBy(() -> stale.getByte(0)).isInstanceOf(UseAfterReleaseException.class);
      next.release();
      others++;
      next = recycling.directBuffer(64);
    }
    next.release();
    assertThat(others).isEqualTo(FreeStoreByteBufAllocator.QUARANTINE);
  }

  @Test
  void aRecycledBufferIsAsGoodAsNew() {
    FreeStoreByteBufAllocator recycling = new FreeStoreByteBufAllocator(store, true, true);
    ByteBuf first = recycling.directBuffer(64, 100).writeLong(1).markWriterIndex();
    first.readInt();
    first.markReaderIndex().release();
    ByteBuf next = recycling.directBuffer(32, 50);
    while (next != first) {
      next.release();
      next = recycling.directBuffer(32, 50);
    }
    assertThat(next.capacity()).isEqualTo(32);
    assertThat(next.maxCapacity()).isEqualTo(50);
    assertThat(next.readerIndex()).isZero();
    assertThat(next.writerIndex()).isZero();
    assertThat(next.resetWriterIndex().writerIndex()).isZero();
    assertThat(next.resetReaderIndex().readerIndex()).isZero();
    assertThat(next.release()).isTrue();
  }
}
