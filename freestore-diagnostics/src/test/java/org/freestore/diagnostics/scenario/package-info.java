// SPDX-License-Identifier: Apache-2.0

/// Programs that leak, each with a twin that does not.
@NullMarked
package org.freestore.diagnostics.scenario;

import org.jspecify.annotations.NullMarked;
