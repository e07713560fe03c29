// SPDX-License-Identifier: Apache-2.0

/// What happens on the slow paths of stores: counted, and as events of the JDK's Flight Recorder;
/// misuse, with equal ones in one line.
@NullMarked
package org.freestore.diagnostics.event;

import org.jspecify.annotations.NullMarked;
