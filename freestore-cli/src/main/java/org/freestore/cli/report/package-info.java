// SPDX-License-Identifier: Apache-2.0

/// Says what was found: text for people, JSON for programs.
@NullMarked
package org.freestore.cli.report;

import org.jspecify.annotations.NullMarked;
