// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.management;

import java.util.regex.Pattern;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/// The names of the beans.
public final class ManagementNames {
  /// The version of the beans: changes when a client could not use them as before.
  public static final int VERSION = 2;

  private static final String DOMAIN = "org.freestore";
  private static final Pattern PLAIN = Pattern.compile("[\\w.\\- /]+");

  private ManagementNames() {}

  /// Returns the name of the bean of all stores.
  public static ObjectName stores() {
    return name(DOMAIN + ":type=FreeStores");
  }

  /// Returns the pattern that the names of all beans of single stores match.
  public static ObjectName everyStore() {
    return name(DOMAIN + ":type=FreeStore,*");
  }

  /// Returns the name of a store's bean.
  ///
  /// @param instance which of the open stores of this name, from 1 on
  static ObjectName store(String storeName, int instance) {
    String value = PLAIN.matcher(storeName).matches() ? storeName : ObjectName.quote(storeName);
    String suffix = instance == 1 ? "" : ",instance=" + instance;
    return name(DOMAIN + ":type=FreeStore,name=" + value + suffix);
  }

  private static ObjectName name(String name) {
    try {
      return new ObjectName(name);
    } catch (MalformedObjectNameException e) {
      throw new IllegalArgumentException("not a name of a bean: name=" + name, e);
    }
  }
}
