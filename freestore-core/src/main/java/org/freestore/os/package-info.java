// SPDX-License-Identifier: Apache-2.0
/// The operating system's memory: reserve, commit, purge, release.
@NullMarked
package org.freestore.os;

import org.jspecify.annotations.NullMarked;
