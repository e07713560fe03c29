// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import org.freestore.object.Reference;

/// Puts objects into words for people.
final class Words {
  private Words() {}

  static String describe(StoreObject object) {
    String type =
        object instanceof StructObject struct
            ? struct.type().simpleName()
            : ((StoreArray) object).typeName();
    return type
        + "@0x"
        + Long.toHexString(object.address)
        + " generation="
        + Reference.generation(object.reference)
        + (object.isAlive() ? "" : " (deleted)");
  }
}
