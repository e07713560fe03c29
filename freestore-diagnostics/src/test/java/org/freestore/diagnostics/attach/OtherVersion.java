// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.attach;

import java.lang.management.ManagementFactory;
import java.util.List;
import javax.management.StandardMBean;
import org.freestore.diagnostics.management.ManagementNames;

/// What tests attach to: a program whose beans are of another version. `OtherVersion VERSION` says
/// which version they claim to be.
public final class OtherVersion {
  private OtherVersion() {}

  /// What happened in a store, as nobody else has it.
  ///
  /// @param title the store's name
  public record Activity(String title) {}

  /// The bean of all stores, as nobody else has it.
  public interface StoresMXBean {
    /// Returns the version of the beans.
    int getManagementVersion();

    /// Returns Freestore's version.
    String getVersion();

    /// Returns what happened in stores.
    List<Activity> getActivities();
  }

  private record Stores(int version) implements StoresMXBean {
    @Override
    public int getManagementVersion() {
      return version;
    }

    @Override
    public String getVersion() {
      return "9.9";
    }

    @Override
    public List<Activity> getActivities() {
      return List.of(new Activity("global"));
    }
  }

  /// Runs the program.
  public static void main(String[] arguments) throws Exception {
    StoresMXBean bean = new Stores(Integer.parseInt(arguments[0]));
    ManagementFactory.getPlatformMBeanServer()
        .registerMBean(new StandardMBean(bean, StoresMXBean.class, true), ManagementNames.stores());
    System.out.println("ready");
    Thread.sleep(60_000);
  }
}
