// SPDX-License-Identifier: Apache-2.0
package org.freestore.catalogue;

import org.freestore.Struct;

/// Adds a member.
@Struct
public interface PlainDerived extends Plain {
  int more();

  void more(int value);
}
