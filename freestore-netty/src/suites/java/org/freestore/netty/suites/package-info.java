// SPDX-License-Identifier: Apache-2.0

/// Netty's own tests of buffers and allocators, run against Freestore: from its published tests jar,
/// unchanged. Compiled and run with the profile `third-party-suites` only.
package org.freestore.netty.suites;
