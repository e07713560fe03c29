// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.report;

import java.util.OptionalDouble;

/// A number that a target is about.
///
/// @param value nothing if the run did not ask
/// @param parts the two figures that it is the quotient of; empty if it is none
record Reading(OptionalDouble value, String parts) {
  static Reading of(OptionalDouble value) {
    return new Reading(value, "");
  }
}
