// SPDX-License-Identifier: Apache-2.0
package org.freestore.examples;

import org.freestore.AutoScope;
import org.freestore.FreeStore;
import org.freestore.IntArray;
import org.jspecify.annotations.Nullable;

/// A server that gives each request a scope: whatever the request needed is gone when it was
/// served, whichever way that ended.
///
/// ```cpp
/// Response* serve(const char* path) {
///   Request request(path);
///   Response response;
///   std::vector<int> counts(26);
///   if (*path != '/') return nullptr;               // destroys them, last one first
///   if (!std::strcmp(path, "/fail")) throw std::runtime_error("no such luck");   // so does this
///   ...
///   return new Response(response);                  // a copy outlives them
/// }
/// ```
public final class RequestScope {
  private RequestScope() {}

  public static void main(String[] arguments) throws InterruptedException {
    Thread.ofVirtual().start(RequestScope::serveAll).join();
  }

  private static void serveAll() {
    for (String path : new String[] {"/banana", "banana", "/fail"}) {
      System.out.println(path);
      try {
        Response response = serve(path);
        System.out.println("  " + (response == null ? "no response" : response.text()));
        FreeStore.delete(response);
      } catch (IllegalStateException e) {
        System.out.println("  failed: " + e.getMessage());
      }
    }
  }

  private static @Nullable Response serve(String path) {
    try (AutoScope scope = AutoScope.open("request")) {
      Request request = RequestStruct.createIn(scope, path);
      Response response = scope.create(Response.class);
      if (!path.startsWith("/")) {
        return null;
      }
      if (path.equals("/fail")) {
        throw new IllegalStateException("no such luck");
      }
      IntArray counts = IntArray.createIn(scope, 26);
      path.chars()
          .skip(1)
          .forEach(letter -> counts.set(letter - 'a', counts.get(letter - 'a') + 1));
      response.status(200);
      response.text(counts.get(0) + " times a in " + request.path());
      return FreeStore.copy(response);
    }
  }
}
