// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Set;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.freestore.FreeStore;
import org.freestore.FreeStoreOptions;
import org.freestore.FreeStoreStatistics;
import org.freestore.IntArray;
import org.freestore.LongArray;
import org.freestore.Protection;
import org.freestore.diagnostics.snapshot.Snapshot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The beans as a tool of the platform sees them: by name, and as open types.
class ManagementTest {
  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

  @BeforeEach
  void register() {
    assertThat(FreeStore.global().name()).isEqualTo("global");
    Management.register();
  }

  private static FreeStoreOptions named(String name) {
    return FreeStoreOptions.defaults().withName(name);
  }

  private FreeStoreMXBean bean(String name) throws Exception {
    return JMX.newMXBeanProxy(
        server, new ObjectName("org.freestore:type=FreeStore,name=" + name), FreeStoreMXBean.class);
  }

  private FreeStoresMXBean process() {
    return JMX.newMXBeanProxy(server, ManagementNames.stores(), FreeStoresMXBean.class);
  }

  private Set<ObjectName> names(String pattern) throws Exception {
    return server.queryNames(new ObjectName(pattern), null);
  }

  @Test
  void everyOpenStoreHasABeanUntilItIsClosed() throws Exception {
    FreeStore store = FreeStore.open(named("short-lived"));
    assertThat(names("org.freestore:type=FreeStore,name=global")).hasSize(1);
    assertThat(names("org.freestore:type=FreeStore,name=short-lived")).hasSize(1);
    store.close();
    assertThat(names("org.freestore:type=FreeStore,name=short-lived")).isEmpty();
  }

  @Test
  void storesOfOneNameAreToldApart() throws Exception {
    try (FreeStore one = FreeStore.open(named("twin"));
        FreeStore other = FreeStore.open(named("twin"))) {
      assertThat(one.malloc(100)).isNotEqualTo(other.malloc(5_000));
      assertThat(bean("twin").getInUseBytes()).isEqualTo(one.statistics().inUseBytes());
      assertThat(bean("twin,instance=2").getInUseBytes())
          .isEqualTo(other.statistics().inUseBytes());
    }
    assertThat(names("org.freestore:type=FreeStore,name=twin,*")).isEmpty();
  }

  @Test
  void aNameWithCharactersThatMeanSomethingIsQuoted() throws Exception {
    try (FreeStore store = FreeStore.open(named("a,b=c*\"d\""))) {
      String quoted = ObjectName.quote(store.name());
      assertThat(bean(quoted).getName()).isEqualTo(store.name());
    }
  }

  @Test
  void statisticsAreOpenTypesAndComeBackAsTheyWere() throws Exception {
    try (FreeStore store = FreeStore.open(named("seen").withLimitBytes(1 << 20))) {
      store.malloc(100);
      ObjectName name = new ObjectName("org.freestore:type=FreeStore,name=seen");
      CompositeData data = (CompositeData) server.getAttribute(name, "Statistics");
      assertThat(data.get("inUseBytes")).isEqualTo(store.statistics().inUseBytes());
      assertThat((CompositeData[]) data.get("sizeClasses")).isNotEmpty();
      FreeStoreStatistics figures = bean("seen").getStatistics();
      assertThat(figures).isEqualTo(store.statistics());
      assertThat(bean("seen").getLimitBytes()).isEqualTo(1 << 20);
      assertThat(bean("seen").getLiveBlocks()).isEqualTo(1);
      assertThat(bean("seen").getHeldBytes()).isEqualTo(figures.heldBytes());
      assertThat(bean("seen").getWasteBytes()).isEqualTo(figures.wasteBytes());
    }
  }

  @Test
  void everyAttributeOfTheBeansCanBeRead() throws Exception {
    for (ObjectName name : names("org.freestore:*")) {
      for (var attribute : server.getMBeanInfo(name).getAttributes()) {
        assertThat(server.getAttribute(name, attribute.getName()))
            .as("%s %s", name, attribute.getName())
            .isNotNull();
      }
    }
  }

  @Test
  void usageByTypeAndSiteAddsUpToWhatIsInUse() throws Exception {
    try (FreeStore store = FreeStore.open(named("used").withProtection(Protection.SITES))) {
      for (int i = 0; i < 100; i++) {
        LongArray.createIn(store, 50);
        IntArray.createIn(store, 10);
        store.malloc(1_000);
      }
      long large = LongArray.createIn(store, 100_000).length();
      FreeStoreStatistics figures = store.statistics();
      Usage usage = bean("used").usage(10);
      assertThat(usage.byteSize()).isEqualTo(figures.inUseBytes()).isGreaterThan(large);
      assertThat(usage.liveCount()).isEqualTo(301);
      assertThat(usage.types())
          .extracting(TypeUsage::typeName)
          .containsExactly("long[]", "(raw block)", "int[]");
      assertThat(usage.types().stream().mapToLong(TypeUsage::byteSize).sum())
          .isEqualTo(usage.byteSize());
      assertThat(usage.sites().stream().mapToLong(SiteUsage::estimatedBytes).sum())
          .isEqualTo(usage.byteSize());
      assertThat(usage.sites())
          .hasSize(4)
          .allMatch(SiteUsage::exact)
          .allMatch(site -> site.frames().getFirst().contains("ManagementTest.java"));
    }
  }

  @Test
  void whatIsNotAmongTheLargestIsSummedUp() throws Exception {
    try (FreeStore store = FreeStore.open(named("used"))) {
      LongArray.createIn(store, 1_000);
      IntArray.createIn(store, 10);
      store.malloc(100);
      Usage usage = bean("used").usage(1);
      assertThat(usage.types()).extracting(TypeUsage::typeName).containsExactly("long[]");
      assertThat(usage.otherTypesCount()).isEqualTo(2);
      assertThat(usage.types().getFirst().byteSize() + usage.otherTypesBytes())
          .isEqualTo(store.statistics().inUseBytes());
    }
  }

  @Test
  void sitesAreEstimatedFromSamples() throws Exception {
    try (FreeStore store = FreeStore.open(named("sampled").withSamplingBytes(16 << 10))) {
      for (int i = 0; i < 40_000; i++) {
        often(store);
        if (i % 4 == 0) {
          seldom(store);
        }
      }
      Usage usage = bean("sampled").usage(2);
      TypeUsage type = usage.types().getFirst();
      assertThat(type.liveCount()).isEqualTo(50_000);
      assertThat(usage.sites()).noneMatch(SiteUsage::exact);
      SiteUsage often = usage.sites().getFirst();
      assertThat(often.frames().getFirst()).contains("often");
      assertThat(often.estimatedCount()).isBetween(35_000L, 45_000L);
      assertThat(usage.sites().stream().mapToLong(SiteUsage::estimatedBytes).sum())
          .isBetween(type.byteSize() - 2, type.byteSize() + 2);
    }
  }

  @Test
  void aSiteIsNotBlamedForWhatIsLiveInAnotherStoreOrOfAnotherSize() throws Exception {
    try (FreeStore unwatched = FreeStore.open(named("unwatched").withSamplingBytes(0));
        FreeStore used = FreeStore.open(named("used").withProtection(Protection.SITES));
        FreeStore sampled = FreeStore.open(named("sampled").withSamplingBytes(1 << 20))) {
      for (int i = 0; i < 1_000; i++) {
        unwatched.malloc(24);
      }
      used.malloc(24);
      sampled.malloc(24);
      sampled.malloc(10 << 20);
      Usage usage = process().usage(1_000);
      assertThat(usage.sites())
          .filteredOn(site -> site.frames().getFirst().contains("aSiteIsNotBlamedForWhatIsLive"))
          .extracting(SiteUsage::recordedCount, SiteUsage::estimatedCount)
          .containsExactlyInAnyOrder(tuple(1L, 1L), tuple(1L, 1L));
      assertThat(usage.unknownSitesBytes()).isGreaterThanOrEqualTo(24_000);
    }
  }

  private static void often(FreeStore store) {
    IntArray.createIn(store, 10);
  }

  private static void seldom(FreeStore store) {
    IntArray.createIn(store, 10);
  }

  @Test
  void theProcessSumsUpItsStores() throws Exception {
    try (FreeStore store = FreeStore.open(named("summed"))) {
      store.malloc(1_000_000);
      FreeStoresMXBean process = process();
      assertThat(process.getManagementVersion()).isEqualTo(ManagementNames.VERSION);
      assertThat(process.getStoreNames()).startsWith("global").contains("summed");
      assertThat(process.verify()).isEmpty();
      AddressSpace space = process.getAddressSpaces().getFirst();
      assertThat(space.committedBytes())
          .isEqualTo(
              space.heldByAllStoresBytes()
                  + space.dirtyFreeBytes()
                  + space.cleanFreeBytes()
                  + space.retiredSlabBytes()
                  + space.unusedCommittedBytes());
      long inUse = FreeStore.stores().stream().mapToLong(it -> it.statistics().inUseBytes()).sum();
      assertThat(process.usage(3).byteSize()).isEqualTo(inUse);
      assertThat(bean("summed").leakReport()).contains("SUMMARY: Freestore:");
      assertThat(process.leakReport()).contains("SUMMARY: Freestore:");
    }
  }

  @Test
  void trimGivesMemoryBack() throws Exception {
    try (FreeStore store = FreeStore.open(named("trimmed"))) {
      store.free(store.malloc(10 << 20));
      long purged = store.statistics().purgedBytes();
      bean("trimmed").trim();
      assertThat(store.statistics().purgedBytes()).isGreaterThanOrEqualTo(purged + (10 << 20));
      process().trim();
    }
  }

  @Test
  void misusesAreCountedInOneLine() throws Exception {
    try (FreeStore store = FreeStore.open(named("misused"))) {
      long block = store.malloc(100);
      store.free(block);
      for (int i = 0; i < 5; i++) {
        assertThatThrownBy(() -> store.free(block)).hasMessageContaining("double-free");
      }
      assertThat(process().getMisuses())
          .anyMatch(each ->
              each.count() == 5
                  && each.defect().equals("double-free")
                  && each.site().contains("ManagementTest"));
      assertThat(bean("misused").getActivity().misuses()).isEqualTo(5);
    }
  }

  @Test
  void aSnapshotNeedsAnAbsolutePath(@TempDir Path directory) {
    Path file = directory.resolve("all.fsnap");
    process().snapshot(file.toString());
    assertThat(Snapshot.load(file).stores()).hasSize(FreeStore.stores().size());
    assertThatThrownBy(() -> process().snapshot("relative.fsnap"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("path is not absolute: file=relative.fsnap");
  }
}
