// SPDX-License-Identifier: Apache-2.0

/// Turns results into a report: Markdown for people, JSON for programs, charts for a first look.
@NullMarked
package org.freestore.benchmarks.report;

import org.jspecify.annotations.NullMarked;
