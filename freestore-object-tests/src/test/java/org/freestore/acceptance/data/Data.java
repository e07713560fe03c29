// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.data;

/// What a C++ program has in its variable `T* data`.
///
/// @param form what kind of pointer it is
/// @param handle the Java object that stands for it
/// @param <H> the handle's type
public record Data<H>(Form<H> form, H handle) {

  /// Writes the pointer to memory off the Java heap.
  public void store(Parcel parcel) {
    parcel.form(Form.ALL.indexOf(form));
    form.store(parcel, handle);
  }

  /// Reads a pointer from memory off the Java heap: a handle of its own, equal to the one stored.
  public static Data<?> load(Parcel parcel) {
    return Form.ALL.get(parcel.form()).load(parcel);
  }

  /// Writes to all of the memory behind the pointer.
  public void fill() {
    form.fill(handle);
  }

  /// Reads from the memory behind the pointer.
  public long read() {
    return form.read(handle);
  }

  /// Returns where the memory behind the pointer starts.
  public long address() {
    return form.address(handle);
  }
}
