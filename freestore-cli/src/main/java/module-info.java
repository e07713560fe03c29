// SPDX-License-Identifier: Apache-2.0

/// The `freestore` command: replays recorded memory traces through the allocator and reports what
/// they cost and what was wrong with them; shows what running processes hold.
module org.freestore.cli {
  requires com.fasterxml.jackson.core;
  requires com.github.luben.zstd_jni;
  requires info.picocli;
  requires java.management;
  requires java.management.rmi;
  requires jdk.attach;
  requires jdk.management;
  requires jdk.unsupported;
  requires me.tongfei.progressbar;
  requires org.freestore;
  requires org.freestore.diagnostics;
  requires static org.jspecify;

  opens org.freestore.cli to
      info.picocli;
}
