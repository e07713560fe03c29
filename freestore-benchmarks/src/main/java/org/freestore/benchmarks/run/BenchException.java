// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.run;

/// A run that cannot begin or go on, with a message for the person who started it.
public final class BenchException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String problem;

  /// Creates an exception with the message to show.
  public BenchException(String problem) {
    super(problem);
    this.problem = problem;
  }

  /// Returns the message to show.
  public String problem() {
    return problem;
  }
}
