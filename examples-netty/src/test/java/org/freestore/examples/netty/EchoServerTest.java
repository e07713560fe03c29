// SPDX-License-Identifier: Apache-2.0
package org.freestore.examples.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.freestore.FreeStore;
import org.freestore.netty.FreeStoreByteBufAllocator;
import org.junit.jupiter.api.Test;

class EchoServerTest {
  @Test
  void whatIsSentComesBackAndEveryBufferIsReleased() throws Exception {
    try (FreeStore store = FreeStore.open()) {
      FreeStoreByteBufAllocator allocator = new FreeStoreByteBufAllocator(store);
      try (EchoServer server = new EchoServer(0, allocator, EchoHandler::new);
          HttpClient client = HttpClient.newHttpClient()) {
        URI uri = URI.create("http://localhost:" + server.port() + "/hello");
        String large = "x".repeat(100_000);
        for (int i = 0; i < 20; i++) {
          assertThat(sent(client, HttpRequest.newBuilder(uri).build())).isEqualTo("/hello");
          assertThat(
                  sent(
                      client,
                      HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(large)).build()))
              .isEqualTo(large);
        }
        assertThat(store.statistics().heldBytes()).isGreaterThan(100_000);
      }
      assertThat(allocator.liveBuffers().isEmpty()).as(allocator.liveBuffers().toString()).isTrue();
      assertThat(store.leaks().isEmpty()).isTrue();
    }
  }

  private static String sent(HttpClient client, HttpRequest request) throws Exception {
    return client.send(request, BodyHandlers.ofString()).body();
  }
}
