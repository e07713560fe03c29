// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.worker;

/// What a worker process measures.
enum WorkerTask {
  /// CPU time per operation: full compiler, many rounds.
  TIME,
  /// Peak resident growth of one pass, and the work's hash: fixed heap, quiet compiler.
  MEMORY
}
