// SPDX-License-Identifier: Apache-2.0
package org.freestore.objects;

import org.freestore.IntArray;
import org.freestore.Length;
import org.freestore.Struct;
import org.jspecify.annotations.Nullable;

/// Too large to lie beside its header.
@Struct
interface Page {
  @Length(1000)
  IntArray words();

  @Nullable Page next();

  void next(@Nullable Page value);

  @Nullable String title();

  void title(@Nullable String value);
}
