// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.flow;

import org.freestore.Inline;
import org.freestore.Struct;
import org.freestore.acceptance.data.Parcel;

/// A struct with the data among its members.
@Struct
public interface Envelope {
  int before();

  void before(int value);

  @Inline
  Parcel content();

  void content(Parcel value);

  int after();

  void after(int value);
}
