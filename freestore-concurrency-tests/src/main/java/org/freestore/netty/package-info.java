// SPDX-License-Identifier: Apache-2.0

/// What threads may see that race for a Netty buffer, test by test.
@NullMarked
package org.freestore.netty;

import org.jspecify.annotations.NullMarked;
