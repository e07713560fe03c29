// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.kernel;

import java.util.HashMap;
import java.util.Map;
import org.freestore.FreeStore;
import org.freestore.acceptance.data.Data;
import org.freestore.acceptance.data.Form;

/// Static variables: one of each form, for the whole program.
final class Statics {
  private static final Map<Form<?>, Data<?>> BY_FORM = new HashMap<>();

  private Statics() {}

  static Data<?> of(Form<?> form) {
    return BY_FORM.computeIfAbsent(form, made -> made.makeIn(FreeStore.statics()));
  }
}
