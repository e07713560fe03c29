// SPDX-License-Identifier: Apache-2.0

/// What nobody will delete: classified by who still points to it, grouped by site and type,
/// reported.
@NullMarked
package org.freestore.diagnostics.leak;

import org.jspecify.annotations.NullMarked;
