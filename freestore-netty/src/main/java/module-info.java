// SPDX-License-Identifier: Apache-2.0

/// Netty buffers whose memory comes from a `FreeStore`.
///
/// Needs native access, as `org.freestore` does:
/// `--enable-native-access=org.freestore,org.freestore.netty`, or `ALL-UNNAMED` on the class path.
module org.freestore.netty {
  requires transitive io.netty.buffer;
  requires transitive io.netty.common;
  requires transitive org.freestore;
  requires static java.instrument;
  requires static org.jspecify;

  exports org.freestore.netty;
}
