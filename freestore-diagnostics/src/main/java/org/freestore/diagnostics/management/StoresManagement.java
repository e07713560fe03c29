// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.management;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.freestore.FreeStore;
import org.freestore.diagnostics.event.EventCounts;
import org.freestore.diagnostics.event.MisuseCount;
import org.freestore.diagnostics.event.StoreActivity;
import org.freestore.diagnostics.leak.LeakReport;
import org.freestore.diagnostics.snapshot.Snapshot;

/// The bean of all stores.
final class StoresManagement implements FreeStoresMXBean {

  @Override
  public int getManagementVersion() {
    return ManagementNames.VERSION;
  }

  @Override
  public String getVersion() {
    Class<?> core = FreeStore.class;
    String ofJar = core.getPackage().getImplementationVersion();
    var module = core.getModule().getDescriptor();
    String version = module == null ? ofJar : module.rawVersion().orElse(ofJar);
    return version == null ? "unpackaged" : version;
  }

  @Override
  public List<String> getStoreNames() {
    return FreeStore.stores().stream().map(FreeStore::name).toList();
  }

  @Override
  public List<AddressSpace> getAddressSpaces() {
    return AddressSpace.of(FreeStore.stores());
  }

  @Override
  public List<MisuseCount> getMisuses() {
    return EventCounts.ofProcess().misuses();
  }

  @Override
  public List<StoreActivity> getActivities() {
    return EventCounts.ofProcess().activities();
  }

  @Override
  public Usage usage(int most) {
    return UsageCensus.of(FreeStore.stores(), most);
  }

  @Override
  public void snapshot(String file) {
    Path path = Path.of(file);
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("path is not absolute: file=" + file);
    }
    try {
      Snapshot.take().save(path);
    } catch (UncheckedIOException e) {
      throw new IllegalArgumentException(e.getMessage() + ": " + e.getCause(), e);
    }
  }

  @Override
  public String leakReport() {
    return LeakReport.take().toString();
  }

  @Override
  public String verify() {
    return FreeStore.stores().stream()
        .map(StoreManagement::verify)
        .filter(broken -> !broken.isEmpty())
        .findFirst()
        .orElse("");
  }

  @Override
  public void trim() {
    FreeStore.stores().forEach(FreeStore::trim);
  }
}
