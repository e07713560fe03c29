// SPDX-License-Identifier: Apache-2.0

/// Measuring in processes of their own: the process that asks and the process that measures.
///
/// They speak in lines of text. The asking side starts a worker with a
/// [WorkerTask][org.freestore.cli.worker.WorkerTask] and the name of an operation file; a time
/// worker answers `ready`, and each `round` with the time it took; a memory worker answers once.
/// Closing the worker's standard input ends it, so that no worker outlives the process that started
/// it.
@NullMarked
package org.freestore.cli.worker;

import org.jspecify.annotations.NullMarked;
