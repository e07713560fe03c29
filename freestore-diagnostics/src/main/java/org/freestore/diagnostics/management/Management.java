// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.management;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.freestore.FreeStore;

/// The beans of this process, registered with the platform's MBean server.
///
/// Where the diagnostics are on the class or module path nobody needs to call anything here: some
/// seconds after the first use of Freestore, or as soon as there is an MBean server,
/// [ManagementListener] registers the beans, and keeps them in step with the stores that are opened
/// and closed.
public final class Management {
  private static final Management OF_PROCESS = new Management();

  private final Map<FreeStore, ObjectName> names = new HashMap<>();
  private final Once registration = new Once();

  private Management() {}

  /// Registers the beans now, unless they are already. They are there when this returns.
  ///
  /// @throws IllegalStateException if the MBean server refuses
  public static void register() {
    OF_PROCESS.registration.run(OF_PROCESS::registerAll);
  }

  static void opened(FreeStore store) {
    OF_PROCESS.add(store);
  }

  static void closed(FreeStore store) {
    OF_PROCESS.remove(store);
  }

  /// Asks for the stores without holding the lock: who tells of one may hold others.
  private void registerAll() {
    FreeStore.stores().forEach(this::add);
    removeAllBut(FreeStore.stores()); // Those that were closed just before they were added.
    // The last: who finds it, finds the others.
    register(new StoresManagement(), FreeStoresMXBean.class, ManagementNames.stores());
  }

  private synchronized void removeAllBut(List<FreeStore> open) {
    List.copyOf(names.keySet()).stream()
        .filter(store -> !open.contains(store))
        .forEach(this::remove);
  }

  private synchronized void add(FreeStore store) {
    if (!registration.isBegun() || names.containsKey(store)) {
      return;
    }
    StoreManagement bean = new StoreManagement(store);
    int instance = 1;
    while (!register(bean, FreeStoreMXBean.class, ManagementNames.store(store.name(), instance))) {
      instance++;
    }
    names.put(store, ManagementNames.store(store.name(), instance));
  }

  private synchronized void remove(FreeStore store) {
    ObjectName name = names.remove(store);
    if (name == null) {
      return;
    }
    try {
      server().unregisterMBean(name);
    } catch (InstanceNotFoundException e) {
      // Somebody else has removed it: what was to be done is done.
    } catch (JMException e) {
      throw new IllegalStateException("bean cannot be removed: name=" + name, e);
    }
  }

  /// Returns false if there is a bean of this name already.
  private static <T> boolean register(T bean, Class<T> type, ObjectName name) {
    try {
      server().registerMBean(new StandardMBean(bean, type, true), name);
      return true;
    } catch (InstanceAlreadyExistsException e) {
      return false;
    } catch (JMException e) {
      throw new IllegalStateException("bean cannot be registered: name=" + name, e);
    }
  }

  private static MBeanServer server() {
    return ManagementFactory.getPlatformMBeanServer();
  }
}
