// SPDX-License-Identifier: Apache-2.0
package org.freestore.examples.spark;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ReadChannel;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.ipc.message.MessageSerializer;

/// A batch of rows as Spark sends it: one message of Arrow's format.
final class ArrowBatch {
  private ArrowBatch() {}

  /// Sums the only column.
  static long sum(byte[] message) throws IOException {
    try (BufferAllocator root = new RootAllocator();
        BigIntVector column = new BigIntVector("id", root);
        VectorSchemaRoot batch = new VectorSchemaRoot(List.of(column))) {
      load(message, root, batch);
      long sum = 0;
      for (int row = 0; row < batch.getRowCount(); row++) {
        sum += column.get(row);
      }
      return sum;
    }
  }

  private static void load(byte[] message, BufferAllocator root, VectorSchemaRoot batch)
      throws IOException {
    ReadChannel channel =
        new ReadChannel(Channels.newChannel(new ByteArrayInputStream(message)));
    try (ArrowRecordBatch records = MessageSerializer.deserializeRecordBatch(channel, root)) {
      new VectorLoader(batch).load(records);
    }
  }
}
