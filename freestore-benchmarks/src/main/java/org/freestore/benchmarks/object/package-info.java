// SPDX-License-Identifier: Apache-2.0

/// Workloads with objects, and the structs they are about. Each is written for structs, with every
/// check there is, and where the question asks for it the same over raw memory without any, or for
/// plain Java objects.
@NullMarked
package org.freestore.benchmarks.object;

import org.jspecify.annotations.NullMarked;
