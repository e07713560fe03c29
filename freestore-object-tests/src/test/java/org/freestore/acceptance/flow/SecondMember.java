// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.flow;

import org.freestore.Struct;
import org.freestore.acceptance.data.Parcel;

/// The same storage as [Parcel], under another type: the second member of a union whose first is a
/// parcel.
@Struct
public interface SecondMember extends Parcel {}
