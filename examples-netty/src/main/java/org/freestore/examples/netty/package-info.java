// SPDX-License-Identifier: Apache-2.0

/// A web server on Netty whose memory is Freestore's.
@NullMarked
package org.freestore.examples.netty;

import org.jspecify.annotations.NullMarked;
