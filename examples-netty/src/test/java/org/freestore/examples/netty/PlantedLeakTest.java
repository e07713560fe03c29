// SPDX-License-Identifier: Apache-2.0
package org.freestore.examples.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.freestore.FreeStore;
import org.freestore.FreeStoreOptions;
import org.freestore.Leaks;
import org.freestore.Protection;
import org.freestore.netty.FreeStoreByteBufAllocator;
import org.freestore.netty.LiveBuffer;
import org.junit.jupiter.api.Test;

/// Every report names the line that allocated what was forgotten.
class PlantedLeakTest {
  private static final Path SOURCE =
      Path.of("src/main/java/org/freestore/examples/netty/LeakingEchoHandler.java");
  private static final int BODY_BYTES = 3000;

  @Test
  void whatTheServerForgotIsListedWithItsLine() throws Exception {
    FreeStoreOptions options = FreeStoreOptions.defaults().withProtection(Protection.SITES);
    try (FreeStore store = FreeStore.open(options)) {
      FreeStoreByteBufAllocator allocator = new FreeStoreByteBufAllocator(store);
      try (EchoServer server = new EchoServer(0, allocator, LeakingEchoHandler::new)) {
        post(server, 300);
      }

      List<LiveBuffer> forgotten = allocator.liveBuffers().buffers();
      assertThat(forgotten).hasSize(3).allMatch(buffer -> buffer.capacity() == BODY_BYTES);
      assertThat(forgotten).allSatisfy(buffer -> assertLine(buffer.allocated()));
      Leaks leaks = store.leaks();
      assertThat(leaks.rawBlocks()).isEqualTo(3);
      assertThat(leaks.groups()).allSatisfy(group -> assertLine(group.created()));
    }
  }

  private static void post(EchoServer server, int times) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://localhost:" + server.port()))
              .version(HttpClient.Version.HTTP_1_1)
              .POST(BodyPublishers.ofByteArray(new byte[BODY_BYTES]))
              .build();
      for (int i = 0; i < times; i++) {
        assertThat(client.send(request, BodyHandlers.ofByteArray()).body()).hasSize(BODY_BYTES);
      }
    }
  }

  private static void assertLine(List<StackTraceElement> allocated) {
    StackTraceElement innermost = allocated.getFirst();
    assertThat(innermost.getClassName()).isEqualTo(LeakingEchoHandler.class.getName());
    assertThat(sourceLine(innermost.getLineNumber())).contains("context.alloc().buffer(");
  }

  private static String sourceLine(int number) {
    try {
      return Files.readAllLines(SOURCE).get(number - 1);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
